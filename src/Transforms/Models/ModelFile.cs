using System.IO.Compression;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Archives;

namespace MsMclr.MLNet.Transforms.Models;

/// <summary>A model's file that was found whole, before ML.NET reads it.</summary>
/// <param name="Content">The file.</param>
/// <param name="IsSealed">Whether it has a SHA-256 of itself.</param>
/// <param name="Reference">What it gave for a clip when it was saved; null where it does not tell.</param>
internal sealed record ModelFile(byte[] Content, bool IsSealed, ModelReference? Reference)
{
    private const long MostReferenceBytes = 32L << 20;

    public SkeletonModelInfo Info => new(ModelSeal.Digits(Content), IsSealed, HasReference: Reference is not null);

    /// <summary>Reads a file and checks it.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">It is no model, a damaged one, or one that the options refuse.</exception>
    public static ModelFile Read(string path, SkeletonModelOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new FileNotFoundException($"There is no model at '{path}'.", path);
        if (FileKind.MayBeEndless(path))
            throw new FormatException($"'{path}' {FileKind.NotRegular}.");
        if (file.Length > options.MaxBytes)
        {
            throw new FormatException(
                $"'{path}' has {file.Length:N0} bytes; at most {options.MaxBytes:N0} are allowed "
                + $"({nameof(SkeletonModelOptions)}.{nameof(SkeletonModelOptions.MaxBytes)}).");
        }

        try
        {
            return Check(File.ReadAllBytes(path), options);
        }
        catch (FormatException e)
        {
            throw new FormatException($"'{path}' cannot be loaded as a model: {e.Message}", e);
        }
    }

    /// <summary>What an archive that ML.NET wrote becomes: the reference is added, and all of it sealed.</summary>
    public static byte[] Sealed(MemoryStream archive, ModelReference? reference)
    {
        if (reference is not null)
        {
            using var zip = new ZipArchive(archive, ZipArchiveMode.Update, leaveOpen: true);
            using var entry = zip.CreateEntry(ModelReference.FileName).Open();
            entry.Write(reference.Write());
        }

        return ModelSeal.Seal(archive.ToArray());
    }

    private static ModelFile Check(byte[] content, SkeletonModelOptions options)
    {
        if (options.Sha256 is { } expected && !expected.Equals(ModelSeal.Digits(content), StringComparison.OrdinalIgnoreCase))
            throw new FormatException($"its SHA-256 is {ModelSeal.Digits(content)}, not the {expected} that was asked for.");
        if (!ArchiveFile.IsArchive(content))
            throw new FormatException("it does not begin as ML.NET's models do, which are ZIP archives.");
        var isSealed = ModelSeal.IsSealed(content);
        var reference = ArchiveFile.Read(content, archive => Check(archive, ModelAssemblies.With(options.Assemblies)));
        if (!isSealed && (options.RequireSeal || reference is not null))
        {
            throw new FormatException(
                "it has no SHA-256 of itself. Save it with SkeletonModel.Save, and do not pack it anew.");
        }

        return new ModelFile(content, isSealed, reference);
    }

    private static ModelReference? Check(ZipArchive archive, HashSet<string> assemblies)
    {
        ModelReference? reference = null;
        var components = 0;
        foreach (var entry in archive.Entries)
        {
            var name = entry.FullName;
            if (name == ModelReference.FileName)
            {
                reference = ModelReference.Read(ArchiveEntry.Read(entry, MostReferenceBytes));
            }
            else if (Path.GetFileName(name.Replace('\\', '/')) == ModelHeader.FileName)
            {
                ModelHeader.Check(name, ArchiveEntry.Read(entry, Array.MaxLength), assemblies);
                components++;
            }
            else
            {
                ArchiveEntry.Check(entry);
            }
        }

        if (components == 0)
            throw new FormatException($"The archive has no '{ModelHeader.FileName}', as each component of a model has.");
        return reference;
    }
}
