using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace MsMclr.MLNet.Tests;

/// <summary>Which classes of an assembly call what, read from its compiled code.</summary>
internal static partial class AssemblyCalls
{
    /// <summary>The outermost classes that name a convolution of TorchSharp, as a function or as a module, by full name.</summary>
    public static IReadOnlyList<string> ToConvolutions(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        var convolutions = metadata.MemberReferences
            .Where(member => Convolution().IsMatch(metadata.GetString(metadata.GetMemberReference(member).Name)))
            .Select(member => MetadataTokens.GetToken(member)).ToHashSet();
        var callers = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress != 0 && Names(file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!, convolutions))
                callers.Add(Outermost(metadata, method.GetDeclaringType()));
        }

        return [.. callers];
    }

    // A call holds its target's token in four bytes. Looking at every place finds each of them; a chance match would need an instruction
    // whose bytes look like the token.
    private static bool Names(byte[] code, HashSet<int> tokens)
    {
        for (var at = 0; at + sizeof(int) <= code.Length; at++)
        {
            if (tokens.Contains(BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at))))
                return true;
        }

        return false;
    }

    private static string Outermost(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
            type = metadata.GetTypeDefinition(type.GetDeclaringType());
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }

    [GeneratedRegex("^conv(_?transpose)?[123]d$", RegexOptions.IgnoreCase)]
    private static partial Regex Convolution();
}
