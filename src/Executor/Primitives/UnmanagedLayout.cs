using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Spaxiom.Graph;

/// <summary>
/// Where the fields of a value type lie: whether they fill it, and which are floating-point numbers.
/// </summary>
internal static class UnmanagedLayout
{
    /// <summary>What must be known of a type at run time.</summary>
    internal const DynamicallyAccessedMemberTypes Fields =
        DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.NonPublicFields;

    private const BindingFlags AnyInstance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The codec of a type whose fields fill it.</summary>
    internal static ValueCodec<T> CodecOf<[DynamicallyAccessedMembers(Fields)] T>()
        where T : unmanaged
    {
        var floats = new List<Leaf>();
        int filled = 0;
        foreach (Leaf leaf in LeavesOf(typeof(T), []))
        {
            if (leaf.Size == 0) ThrowVaries(typeof(T), leaf);
            filled += leaf.Size;
            if (leaf.IsFloat) floats.Add(leaf);
        }

        int size = Unsafe.SizeOf<T>();
        if (filled != size) ThrowPadding(typeof(T), filled, size);
        return floats.Count == 0
            ? new RawCodec<T>()
            : new UnmanagedCodec<T>([.. floats.Select(leaf => (OffsetOf<T>(leaf), leaf.Size))]);
    }

    /// <summary>The primitive fields of a type, those of its fields included.</summary>
    [UnconditionalSuppressMessage(
        "Trimming", "IL2070", Justification = "A field that was trimmed leaves a hole, and the type is refused.")]
    [UnconditionalSuppressMessage(
        "Trimming", "IL2072", Justification = "A field that was trimmed leaves a hole, and the type is refused.")]
    private static IEnumerable<Leaf> LeavesOf(Type type, FieldInfo[] path)
    {
        if (type.IsEnum) type = type.GetEnumUnderlyingType();
        bool isLeaf = type.IsPrimitive || type == typeof(Half) || type.IsPointer || type.IsFunctionPointer;
        if (isLeaf) return [new Leaf(type, path)];
        return type.GetFields(AnyInstance).SelectMany(field => LeavesOf(field.FieldType, [.. path, field]));
    }

    /// <summary>Where in a value of the type the field lies, found by setting nothing but it.</summary>
    private static int OffsetOf<T>(Leaf leaf)
        where T : unmanaged
    {
        var value = (T)leaf.SetWithin(default(T));
        return MemoryMarshal.AsBytes(new Span<T>(ref value)).IndexOfAnyExcept((byte)0);
    }

    [DoesNotReturn]
    private static void ThrowVaries(Type type, Leaf leaf) => throw new ArgumentException(
        $"{TypeNames.Readable(type)} cannot be saved as its bytes: its field {leaf.Name} is a "
        + $"{TypeNames.Readable(leaf.Type)}, which means something only in this process. Register it with AddJson.");

    [DoesNotReturn]
    private static void ThrowPadding(Type type, int filled, int size) => throw new ArgumentException(
        $"{TypeNames.Readable(type)} cannot be saved as its bytes: it takes {size} bytes, of which its fields account "
        + $"for {filled}. The others have no meaning and differ from run to run. Register it with AddJson, or lay its "
        + "fields out without gaps or overlaps.");

    /// <summary>A primitive field, and the way to it from the outermost type.</summary>
    private readonly record struct Leaf(Type Type, FieldInfo[] Path)
    {
        internal bool IsFloat => Type == typeof(double) || Type == typeof(float) || Type == typeof(Half);

        internal string Name => string.Join('.', Path.Select(step => TypeNames.Readable(step)));

        /// <summary>In bytes; 0 when it differs from machine to machine.</summary>
        internal int Size => Type == typeof(Half) ? 2 : Type.GetTypeCode(Type) switch
        {
            TypeCode.Boolean or TypeCode.Byte or TypeCode.SByte => 1,
            TypeCode.Char or TypeCode.Int16 or TypeCode.UInt16 => 2,
            TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Single => 4,
            TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Double => 8,
            _ => 0,
        };

        /// <summary>The outermost value with this field set to a number that has no zero byte.</summary>
        internal object SetWithin(object outermost)
        {
            object mark = Size switch
            {
                2 => BitConverter.Int16BitsToHalf(0x0101),
                4 => BitConverter.Int32BitsToSingle(0x0101_0101),
                _ => BitConverter.Int64BitsToDouble(0x0101_0101_0101_0101),
            };
            return Set(outermost, Path, mark);

            static object Set(object owner, ReadOnlySpan<FieldInfo> path, object mark)
            {
                object inner = path.Length == 1 ? mark : Set(path[0].GetValue(owner)!, path[1..], mark);
                path[0].SetValue(owner, inner);
                return owner;
            }
        }
    }
}
