using System.Diagnostics.CodeAnalysis;

namespace Spaxiom.Graph;

/// <summary>Names the codec of a type, so that a type of any room brings its own.</summary>
/// <param name="codec">A codec of the type; for a generic type, a generic codec of the same type parameters.</param>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class, Inherited = false)]
internal sealed class ValueCodecAttribute(
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type codec) : Attribute
{
    /// <summary>The codec's type.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    internal Type Codec => codec;
}
