using System.Reflection;
using System.Runtime.CompilerServices;

namespace Spaxiom.Graph.Tests;

/// <summary>The public surface of an assembly as text: one line a member, in ordinal order.</summary>
internal static class ApiText
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly
        | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Type[] s_unspokenBases = [typeof(object), typeof(ValueType), typeof(Enum)];

    /// <summary>The types that code outside the assembly sees.</summary>
    internal static IEnumerable<Type> PublicTypes(Assembly assembly) =>
        assembly.GetExportedTypes().Where(type =>
            type.Namespace?.StartsWith("Spaxiom", StringComparison.Ordinal) == true && !IsGenerated(type));

    /// <summary>The members of a type that code outside the assembly sees and somebody wrote.</summary>
    internal static IEnumerable<MemberInfo> PublicMembers(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate))) return [];
        return type.GetMembers(Declared)
            .Where(member => IsVisible(member) && !IsGenerated(member) && !IsAccessor(member))
            .Where(member => !type.IsSealed || member is not MethodBase { IsPublic: false });
    }

    internal static IEnumerable<string> Lines(Assembly assembly) =>
        PublicTypes(assembly)
            .SelectMany(type => PublicMembers(type).Select(Line).Prepend(TypeLine(type)))
            .Order(StringComparer.Ordinal);

    private static string TypeLine(Type type)
    {
        string name = ApiTypeNames.Of(type);
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            MethodInfo invoke = type.GetMethod("Invoke")!;
            return $"{name}({Parameters(invoke)}) : {Return(invoke)}  (delegate)";
        }

        IEnumerable<Type> bases = type.GetInterfaces()
            .Where(one => one.IsVisible && !IsInherited(type, one))
            .OrderBy(ApiTypeNames.Of, StringComparer.Ordinal);
        if (type.BaseType is { } parent && !s_unspokenBases.Contains(parent)) bases = bases.Prepend(parent);
        if (type.IsEnum) bases = [Enum.GetUnderlyingType(type)];
        string[] names = [.. bases.Select(ApiTypeNames.Of)];
        string inherits = names.Length == 0 ? "" : " : " + string.Join(", ", names);
        return $"{name}{inherits}{Constraints(type.GetGenericArguments())}  ({Kind(type)})";
    }

    private static string Kind(Type type)
    {
        if (type.IsEnum) return "enum";
        if (type.IsInterface) return "interface";
        if (type.IsValueType)
        {
            string readOnly = type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "";
            return readOnly + (type.IsByRefLike ? "ref struct" : "struct");
        }

        if (type is { IsAbstract: true, IsSealed: true }) return "static class";
        return (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + "class";
    }

    private static string Line(MemberInfo member)
    {
        string owner = ApiTypeNames.Of(member.DeclaringType!);
        return member switch
        {
            FieldInfo { IsLiteral: true } field =>
                $"{owner}.{field.Name} = {field.GetRawConstantValue()} : {ApiTypeNames.Of(field.FieldType)}  (const)",
            FieldInfo field =>
                $"{owner}.{field.Name} : {ApiTypeNames.Of(field)}  ({Words(field.IsStatic, field.IsFamily)}field)",
            PropertyInfo property => $"{owner}.{property.Name}{Index(property)} {{ {Accessors(property)} }} : "
                + $"{ApiTypeNames.Of(property)}{Modifiers(Getter(property))}",
            EventInfo one => $"{owner}.{one.Name} : {ApiTypeNames.Of(one)}  (event)",
            ConstructorInfo one => $"{owner}.{owner.Split('<')[0]}({Parameters(one)}){Modifiers(one)}",
            MethodInfo one => $"{owner}.{one.Name}{Generic(one)}({Parameters(one)}) : {Return(one)}"
                + $"{Constraints(one.GetGenericArguments())}{Modifiers(one)}",
            _ => $"{owner}.{member.Name}  ({member.MemberType})",
        };
    }

    private static string Modifiers(MethodBase? method)
    {
        if (method is null) return "";
        string words = Words(method.IsStatic, method.IsFamily || method.IsFamilyOrAssembly);
        if (method.IsVirtual && !method.IsFinal)
        {
            bool overrides = ((MethodInfo)method).GetBaseDefinition().DeclaringType != method.DeclaringType;
            words += overrides ? "override " : method.IsAbstract ? "abstract " : "virtual ";
        }

        return words.Length == 0 ? "" : $"  ({words.TrimEnd()})";
    }

    private static string Words(bool isStatic, bool isProtected) =>
        (isProtected ? "protected " : "") + (isStatic ? "static " : "");

    private static string Parameters(MethodBase method)
    {
        string receiver = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return receiver + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        bool isParams = parameter.IsDefined(typeof(ParamArrayAttribute))
            || parameter.IsDefined(typeof(ParamCollectionAttribute));
        string way = !parameter.ParameterType.IsByRef ? "" : parameter.IsIn ? "in " : parameter.IsOut ? "out " : "ref ";
        string value = parameter.HasDefaultValue ? " = " + Default(parameter) : "";
        return $"{(isParams ? "params " : "")}{way}{ApiTypeNames.Of(parameter)} {parameter.Name}{value}";
    }

    private static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null
            ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        object number when parameter.ParameterType.IsEnum => Enum.ToObject(parameter.ParameterType, number).ToString()!,
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        object other => other.ToString()!,
    };

    private static string Return(MethodInfo method)
    {
        string way = method.ReturnType.IsByRef
            ? method.ReturnParameter.IsDefined(typeof(IsReadOnlyAttribute)) ? "ref readonly " : "ref "
            : "";
        return way + ApiTypeNames.Of(method.ReturnParameter);
    }

    private static string Accessors(PropertyInfo property)
    {
        var words = new List<string>();
        if (Getter(property) is { } getter) words.Add(getter.ReturnType.IsByRef ? "ref get;" : "get;");
        if (property.SetMethod is { } setter && IsVisible(setter))
        {
            bool init = setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
            words.Add(init ? "init;" : "set;");
        }

        return string.Join(' ', words);
    }

    private static MethodInfo? Getter(PropertyInfo property) =>
        property.GetMethod is { } getter && IsVisible(getter) ? getter : null;

    private static string Index(PropertyInfo property)
    {
        ParameterInfo[] index = property.GetIndexParameters();
        return index.Length == 0 ? "" : $"[{string.Join(", ", index.Select(Parameter))}]";
    }

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(type => type.Name))}>" : "";

    private static string Constraints(Type[] parameters)
    {
        IEnumerable<string> clauses = parameters.Where(type => type.IsGenericParameter).Select(type =>
        {
            var attributes = type.GenericParameterAttributes;
            var limits = new List<string>();
            if (attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint)) limits.Add("struct");
            if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint)) limits.Add("class");
            if (IsNotNull(type)) limits.Add("notnull");
            limits.AddRange(type.GetGenericParameterConstraints()
                .Where(one => one != typeof(ValueType))
                .Select(ApiTypeNames.Of));
            return limits.Count == 0 ? "" : $" where {type.Name} : {string.Join(", ", limits)}";
        });
        return string.Concat(clauses);
    }

    /// <summary>
    /// The compiler writes notnull as a nullability mark of 1 on a type parameter without other limits.
    /// </summary>
    private static bool IsNotNull(Type parameter) =>
        parameter.GetGenericParameterConstraints().Length == 0
        && parameter.CustomAttributes.Any(one =>
            one is { AttributeType.Name: "NullableAttribute", ConstructorArguments: [{ Value: (byte)1 }] })
        && !parameter.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint);

    private static bool IsInherited(Type type, Type one) =>
        type.BaseType?.GetInterfaces().Contains(one) == true || (type.IsEnum && one.Namespace == "System");

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        EventInfo one => IsVisible(one.AddMethod!),
        _ => false,
    };

    private static bool IsGenerated(MemberInfo member) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute))
        || member.Name is "value__" or "Finalize"
        || member.Name.Contains('<', StringComparison.Ordinal)
        || (member is Type { DeclaringType: { } outer } && IsGenerated(outer));

    private static bool IsAccessor(MemberInfo member) =>
        member is MethodInfo { IsSpecialName: true } method && !method.Name.StartsWith("op_", StringComparison.Ordinal);
}
