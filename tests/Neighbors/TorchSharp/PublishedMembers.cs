using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MsMclr.MLNet.Tests;

/// <summary>What an assembly has for others, in the words of <see cref="UsedMembers"/>.</summary>
internal sealed class PublishedMembers : IDisposable
{
    private readonly PEReader _image;
    private readonly MetadataReader _reader;
    private readonly Dictionary<string, TypeDefinition> _types;

    public PublishedMembers(string file)
    {
        _image = new PEReader(File.OpenRead(file));
        _reader = _image.GetMetadataReader();
        _types = _reader.TypeDefinitions.ToDictionary(
            handle => SignatureText.NameOf(_reader, handle), handle => _reader.GetTypeDefinition(handle));
    }

    public Version Version => _reader.GetAssemblyDefinition().Version;

    public bool Has(string line)
    {
        var parts = line.Split("::", 2);
        if (!_types.TryGetValue(parts[0], out var type))
            return false;
        return parts.Length == 1 || Lines(type).Contains(parts[1]);
    }

    /// <summary>The names and values of an enumeration; empty where a line names none.</summary>
    public IReadOnlyDictionary<string, string> Values(string line)
    {
        if (!_types.TryGetValue(line, out var type))
            return new Dictionary<string, string>();
        return type.GetFields().Select(field => _reader.GetFieldDefinition(field))
            .Where(field => !field.GetDefaultValue().IsNil)
            .ToDictionary(field => _reader.GetString(field.Name), Value);
    }

    public void Dispose() => _image.Dispose();

    // Of a type and of those that it is derived from: a member is looked for in all of them.
    private IEnumerable<string> Lines(TypeDefinition type)
    {
        var methods = type.GetMethods().Select(handle => _reader.GetMethodDefinition(handle));
        foreach (var method in methods)
            yield return $"{Name(method.Name)} {SignatureText.Of(method.DecodeSignature(SignatureText.Instance, null))}";
        foreach (var field in type.GetFields().Select(handle => _reader.GetFieldDefinition(handle)))
            yield return $"{Name(field.Name)} : {field.DecodeSignature(SignatureText.Instance, null)}";
        if (type.BaseType.Kind != HandleKind.TypeDefinition)
            yield break;
        foreach (var line in Lines(_reader.GetTypeDefinition((TypeDefinitionHandle)type.BaseType)))
            yield return line;
    }

    private string Name(StringHandle handle) => _reader.GetString(handle);

    private string Value(FieldDefinition field)
        => Convert.ToHexString(_reader.GetBlobBytes(_reader.GetConstant(field.GetDefaultValue()).Value));
}
