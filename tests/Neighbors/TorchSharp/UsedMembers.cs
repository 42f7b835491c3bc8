using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MsMclr.MLNet.Tests;

/// <summary>What compiled code asks of another assembly: types, and members with their signatures. A line of text each.</summary>
internal static class UsedMembers
{
    /// <summary>Reads an assembly's uses of another one, in order.</summary>
    public static IReadOnlyList<string> Of(string file, string usedAssembly)
    {
        using var image = new PEReader(File.OpenRead(file));
        var reader = image.GetMetadataReader();
        var types = reader.TypeReferences.Where(type => IsOf(reader, type, usedAssembly)).ToHashSet();
        var members = reader.MemberReferences.Select(handle => reader.GetMemberReference(handle))
            .Where(member => TypeOf(reader, member.Parent) is { } type && types.Contains(type))
            .Select(member => Line(reader, member));
        return [.. types.Select(type => SignatureText.NameOf(reader, type)).Concat(members).Distinct().Order(StringComparer.Ordinal)];
    }

    private static string Line(MetadataReader reader, MemberReference member)
    {
        var type = SignatureText.NameOf(reader, TypeOf(reader, member.Parent)!.Value);
        var signature = member.GetKind() == MemberReferenceKind.Field
            ? $" : {member.DecodeFieldSignature(SignatureText.Instance, null)}"
            : $" {SignatureText.Of(member.DecodeMethodSignature(SignatureText.Instance, null))}";
        return $"{type}::{reader.GetString(member.Name)}{signature}";
    }

    private static bool IsOf(MetadataReader reader, TypeReferenceHandle handle, string assembly)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        if (scope.Kind == HandleKind.TypeReference)
            return IsOf(reader, (TypeReferenceHandle)scope, assembly);
        if (scope.Kind != HandleKind.AssemblyReference)
            return false;
        return reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name) == assembly;
    }

    // The type that declares a member; of A<B> it is A.
    private static TypeReferenceHandle? TypeOf(MetadataReader reader, EntityHandle parent)
    {
        if (parent.Kind == HandleKind.TypeReference)
            return (TypeReferenceHandle)parent;
        if (parent.Kind != HandleKind.TypeSpecification)
            return null;
        var signature = reader.GetBlobReader(reader.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
            return null;
        signature.ReadCompressedInteger(); // Whether it is a class or a value.
        return signature.ReadTypeHandle() is { Kind: HandleKind.TypeReference } type ? (TypeReferenceHandle)type : null;
    }
}
