using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>Specifies which files are loaded as models.</summary>
public sealed class SkeletonModelOptions
{
    /// <summary>
    /// Gets or sets the SHA-256 that the file must have, as <see cref="SkeletonModel.Save"/> gave it. Whoever may write the file cannot
    /// change this one.
    /// </summary>
    /// <value>Default null: any; otherwise 64 hexadecimal digits.</value>
    public string? Sha256 { get; set; }

    /// <summary>
    /// Gets or sets whether a file without a SHA-256 of itself is refused, as <c>mlContext.Model.Save</c> writes it.
    /// </summary>
    /// <value>Default false.</value>
    public bool RequireSeal { get; set; }

    /// <summary>
    /// Gets or sets the simple names of assemblies beside ML.NET's own whose components the model may have. Loading runs their code.
    /// </summary>
    /// <value>Default empty.</value>
    public IReadOnlyList<string> Assemblies { get; set; } = [];

    /// <summary>Gets or sets the largest file.</summary>
    /// <value>Default 1 GiB; above 0.</value>
    public long MaxBytes { get; set; } = 1L << 30;

    internal SkeletonModelOptions Checked()
    {
        const string Owner = nameof(SkeletonModelOptions);
        var isHash = Sha256 is null || (Sha256.Length == 64 && Sha256.All(char.IsAsciiHexDigit));
        OptionCheck.Require(isHash, Owner, nameof(Sha256), Sha256, "64 hexadecimal digits, or null");
        OptionCheck.RequireSet(Assemblies, Owner, nameof(Assemblies));
        OptionCheck.Require(MaxBytes > 0, Owner, nameof(MaxBytes), MaxBytes, "above 0");
        return (SkeletonModelOptions)MemberwiseClone();
    }
}
