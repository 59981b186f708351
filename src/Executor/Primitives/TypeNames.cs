using System.Reflection;

namespace Spaxiom.Graph;

/// <summary>Type names for people.</summary>
internal static class TypeNames
{
    /// <summary>The name of a type with its type arguments: <c>SelectNode&lt;Int32, Double&gt;</c>.</summary>
    internal static string Readable(Type type)
    {
        if (!type.IsGenericType) return type.Name;
        int tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        string name = tick < 0 ? type.Name : type.Name[..tick];
        return $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Readable))}>";
    }

    /// <summary>The field's name, or that of the property it stands behind.</summary>
    internal static string Readable(FieldInfo field)
    {
        int end = field.Name.IndexOf('>', StringComparison.Ordinal);
        return field.Name.StartsWith('<') && end > 1 ? field.Name[1..end] : field.Name;
    }
}
