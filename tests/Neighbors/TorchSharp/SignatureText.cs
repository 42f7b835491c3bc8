using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace MsMclr.MLNet.Tests;

/// <summary>Signatures as text in which a type is its full name, whatever assembly it is in.</summary>
internal sealed class SignatureText : ISignatureTypeProvider<string, object?>
{
    public static readonly SignatureText Instance = new();

    public static string Of(MethodSignature<string> signature)
    {
        var generic = signature.GenericParameterCount == 0 ? "" : $"`{signature.GenericParameterCount}";
        var kind = signature.Header.IsInstance ? "" : "static ";
        return $"{kind}{generic}({string.Join(", ", signature.ParameterTypes)}) : {signature.ReturnType}";
    }

    public static string NameOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        var name = Qualified(reader.GetString(type.Namespace), reader.GetString(type.Name));
        if (type.ResolutionScope.Kind != HandleKind.TypeReference)
            return name;
        return $"{NameOf(reader, (TypeReferenceHandle)type.ResolutionScope)}/{name}";
    }

    public static string NameOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = Qualified(reader.GetString(type.Namespace), reader.GetString(type.Name));
        return type.IsNested ? $"{NameOf(reader, type.GetDeclaringType())}/{name}" : name;
    }

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => NameOf(reader, handle);

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => NameOf(reader, handle);

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind)
        => reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{new string(',', shape.Rank - 1)}]";

    public string GetSZArrayType(string elementType) => $"{elementType}[]";

    public string GetByReferenceType(string elementType) => $"{elementType}&";

    public string GetPointerType(string elementType) => $"{elementType}*";

    public string GetPinnedType(string elementType) => elementType;

    public string GetFunctionPointerType(MethodSignature<string> signature) => $"fn{Of(signature)}";

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments)
        => $"{genericType}<{string.Join(", ", typeArguments)}>";

    public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

    public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

    // modreq marks "in" and "init": a caller of one does not find the other.
    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired)
        => isRequired ? $"{unmodifiedType} modreq({modifier})" : unmodifiedType;

    private static string Qualified(string @namespace, string name) => @namespace.Length == 0 ? name : $"{@namespace}.{name}";
}
