using System.Collections.Immutable;

namespace MsMclr.MLNet.Skeletons.Names;

/// <summary>What a joint is, without side, prefix and noise: <c>Bip01 L ForeArm</c> is forearm.</summary>
internal static class BaseNames
{
    private const double Most = 0.6;
    private static readonly ImmutableHashSet<string> Noise = ["jnt", "joint", "bone", "bn", "def", "org", "jt", "skel"];

    /// <summary>The base name of each joint.</summary>
    /// <param name="rest">The words of each name, without its side.</param>
    public static ImmutableArray<string> Of(ImmutableArray<string>[] rest)
    {
        var words = rest.Select(WithoutNoise).ToArray();
        while (Shared(words) is { } prefix)
            words = [.. words.Select(name => name.Length > 1 && name[0] == prefix ? name.RemoveAt(0) : name)];
        return [.. words.Select(name => string.Concat(name))];
    }

    /// <summary>The word that most names begin with, so it tells them not apart; null where there is none.</summary>
    private static string? Shared(ImmutableArray<string>[] names)
    {
        if (names.Length < 4)
            return null;
        var most = names.Where(name => name.Length > 1).GroupBy(name => name[0]).MaxBy(group => group.Count());
        return most is not null && most.Count() >= Most * names.Length ? most.Key : null;
    }

    private static ImmutableArray<string> WithoutNoise(ImmutableArray<string> name)
    {
        var left = name.RemoveAll(Noise.Contains);
        return left.IsEmpty ? name : left;
    }
}
