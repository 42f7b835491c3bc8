using System.Text.Json;

namespace MsMclr.MLNet.Tests;

/// <summary>Where golden numbers and real recordings lie, and the tolerances that come with the numbers.</summary>
public static class GoldenData
{
    private static readonly Lazy<Dictionary<string, (double Absolute, double Relative)>> Tolerances = new(ReadTolerances);

    /// <summary>The path of a golden file.</summary>
    public static string PathOf(string file) => Path.Combine(Repository.Root, "tests", "TestKit", "Golden", "data", file);

    /// <summary>One of the two manifests.</summary>
    public static JsonDocument Manifest(string name) => JsonDocument.Parse(File.ReadAllText(PathOf(name)));

    /// <summary>
    /// A folder of real recordings, whose parent <c>MSMCLR_DATA</c> names. Skips the test where it is absent, as it is for most people.
    /// </summary>
    public static string RecordingsOrSkip(string folder)
    {
        var root = Environment.GetEnvironmentVariable("MSMCLR_DATA");
        var path = root is null ? null : Path.Combine(root, folder);
        if (path is null || !Directory.Exists(path))
            Assert.Ignore($"Real recordings are not here: set MSMCLR_DATA to a folder that holds '{folder}'.");
        return path!;
    }

    /// <summary>Asserts that values equal a golden file within the tolerances of its manifest: |a - b| &lt;= abs + rel * |b|.</summary>
    public static void AssertMatches(string file, ReadOnlySpan<float> actual)
    {
        var golden = GoldenArray.Read(file).Values;
        var (absolute, relative) = Tolerances.Value[file];
        AssertClose(golden, actual, absolute, relative, file);
    }

    /// <summary>Asserts |actual - expected| &lt;= abs + rel * |expected| everywhere, naming the worst place.</summary>
    public static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double absolute, double relative, string what)
    {
        Assert.That(actual.Length, Is.EqualTo(expected.Length), $"{what}: number of values");
        var worst = 0.0;
        var at = -1;
        for (var i = 0; i < expected.Length; i++)
        {
            var excess = Math.Abs((double)actual[i] - expected[i]) / (absolute + (relative * Math.Abs((double)expected[i])));
            if (double.IsNaN(excess) || excess > worst)
            {
                worst = double.IsNaN(excess) ? double.PositiveInfinity : excess;
                at = i;
            }
        }

        if (worst > 1)
            Assert.Fail($"{what}: value {at} is {actual[at]}, golden {expected[at]}; {worst:g3} times the tolerance.");
    }

    private static Dictionary<string, (double Absolute, double Relative)> ReadTolerances()
    {
        var tolerances = new Dictionary<string, (double, double)>();
        foreach (var manifest in new[] { "manifest.json", "manifest_aug_prep.json" })
        {
            using var document = Manifest(manifest);
            foreach (var file in document.RootElement.GetProperty("files").EnumerateArray())
            {
                var absolute = file.GetProperty("tol_abs").GetDouble();
                var relative = file.GetProperty("tol_rel").GetDouble();
                tolerances[file.GetProperty("file").GetString()!] = (absolute, relative);
            }
        }

        return tolerances;
    }
}
