using System.Reflection;

namespace Spaxiom.Graph.Tests;

/// <summary>Types as C# writes them, with what may be null.</summary>
internal static class ApiTypeNames
{
    private static readonly NullabilityInfoContext s_nullability = new();

    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(void)] = "void",
    };

    internal static string Of(Type type) => Of(type, nullability: null);

    internal static string Of(ParameterInfo parameter) =>
        Of(parameter.ParameterType, s_nullability.Create(parameter));

    internal static string Of(PropertyInfo property) => Of(property.PropertyType, s_nullability.Create(property));

    internal static string Of(FieldInfo field) => Of(field.FieldType, s_nullability.Create(field));

    internal static string Of(EventInfo one) => Of(one.EventHandlerType!, s_nullability.Create(one));

    private static string Of(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef) return Of(type.GetElementType()!, nullability?.ElementType ?? nullability);
        if (Nullable.GetUnderlyingType(type) is { } value) return Of(value) + "?";
        bool annotated = nullability?.ReadState == NullabilityState.Nullable && !type.IsValueType;
        return Plain(type, nullability) + (annotated && !IsBareTypeParameter(type) ? "?" : "");
    }

    private static string Plain(Type type, NullabilityInfo? nullability)
    {
        if (s_keywords.TryGetValue(type, out string? keyword)) return keyword;
        if (type.IsArray) return Of(type.GetElementType()!, nullability?.ElementType) + "[]";
        string name = type.IsNested && !type.IsGenericParameter ? $"{Of(type.DeclaringType!)}.{type.Name}" : type.Name;
        if (!type.IsGenericType) return name;

        Type[] arguments = type.GetGenericArguments();
        string names = string.Join(
            ", ", arguments.Select((argument, i) => Of(argument, Argument(nullability, arguments.Length, i))));
        bool isTuple = name.StartsWith("ValueTuple`", StringComparison.Ordinal);
        return isTuple ? $"({names})" : $"{name.Split('`')[0]}<{names}>";
    }

    private static NullabilityInfo? Argument(NullabilityInfo? nullability, int count, int index) =>
        nullability?.GenericTypeArguments is { } arguments && arguments.Length == count ? arguments[index] : null;

    /// <summary>Whether null is a possible value only because the caller may choose a type that has it.</summary>
    private static bool IsBareTypeParameter(Type type) => type.IsGenericParameter;
}
