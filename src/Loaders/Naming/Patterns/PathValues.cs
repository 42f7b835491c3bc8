namespace MsMclr.MLNet.Loaders.Naming.Patterns;

/// <summary>What a field of a path may be.</summary>
internal enum PathValues
{
    /// <summary>A run of digits, all of it.</summary>
    Number,

    /// <summary>A number where that fits, else at least one character.</summary>
    NumberOrText,

    /// <summary>At least one character.</summary>
    Text,
}
