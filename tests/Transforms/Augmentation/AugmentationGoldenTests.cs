using System.Text.Json;

namespace MsMclr.MLNet.Tests;

/// <summary>Every recorded draw of the authors' code, replayed.</summary>
public class AugmentationGoldenTests
{
    public static IEnumerable<TestCaseData> Recorded()
    {
        using var manifest = GoldenData.Manifest("manifest_aug_prep.json");
        foreach (var entry in manifest.RootElement.GetProperty("augmentations").EnumerateArray())
        {
            var name = Path.GetFileNameWithoutExtension(entry.GetProperty("output").GetString());
            yield return new TestCaseData(entry.Clone()).SetName($"Replays {name}");
        }
    }

    [TestCaseSource(nameof(Recorded))]
    public void Replays(JsonElement entry)
    {
        var clip = ClipUnderTest.Golden(entry.GetProperty("input").GetString()!);
        var draws = entry.GetProperty("params");
        switch (entry.GetProperty("name").GetString())
        {
            case "shear":
                Shear(clip, draws, "s1", "s2");
                break;
            case "temporal_crop":
                Crop(clip, draws.GetProperty("frame_start"));
                break;
            case "spatial_flip":
                Flip(clip, draws.GetProperty("applied"));
                break;
            case "rotate":
                RandomRotation.Map(Numbers(draws, "angles_deg_xyz")).Apply(clip.Clip);
                break;
            case "gaussian_noise":
                Noise(clip, draws);
                break;
            case "gaussian_blur":
                Blur(clip, draws, "sigma", "applied");
                break;
            case "axis_mask":
                Mask(clip, draws, "applied", "axis");
                break;
            case "chaos":
                ChaosJoint.Replace(clip.Clip, draws.GetProperty("joint").GetInt32(), Units(draws, "unit_file"));
                break;
            case "pipeline_normal":
                Ordinary(clip, draws);
                break;
            default:
                Strong(clip, draws);
                break;
        }

        GoldenData.AssertMatches(entry.GetProperty("output").GetString()!, clip.Values);
    }

    private static void Ordinary(ClipUnderTest clip, JsonElement draws)
    {
        Crop(clip, draws.GetProperty("crop_start"));
        Shear(clip, draws, "shear_s1", "shear_s2");
    }

    private static void Strong(ClipUnderTest clip, JsonElement draws)
    {
        Ordinary(clip, draws);
        Flip(clip, draws.GetProperty("flip"));
        RandomRotation.Map(Numbers(draws, "rot_angles_deg_xyz")).Apply(clip.Clip);
        Noise(clip, draws);
        Blur(clip, draws, "blur_sigma", "blur");
        Mask(clip, draws, "mask", "mask_axis");
        ChaosJoint.Replace(clip.Clip, draws.GetProperty("chaos_joint").GetInt32(), Units(draws, "chaos_unit_file"));
    }

    private static void Crop(ClipUnderTest clip, JsonElement start)
        => TemporalCrop.Shift(clip.Clip, start.GetInt32() - new TemporalCrop().Padding(clip.Shape.Frames));

    private static void Shear(ClipUnderTest clip, JsonElement draws, string a, string b)
        => MLNet.Shear.Map(Numbers(draws, a), Numbers(draws, b)).Apply(clip.Clip);

    private static void Flip(ClipUnderTest clip, JsonElement applied)
    {
        if (applied.GetBoolean())
            SpatialFlip.Paper.Flip(clip.Clip);
    }

    private static void Noise(ClipUnderTest clip, JsonElement draws)
    {
        if (draws.TryGetProperty("noise_file", out var file))
            GaussianNoise.Paper.Add(clip.Clip, GoldenArray.Read(file.GetString()!).Values);
    }

    private static void Blur(ClipUnderTest clip, JsonElement draws, string sigma, string applied)
    {
        if (draws.GetProperty(applied).GetBoolean())
            GaussianBlur.Paper.Blur(clip.Clip, draws.GetProperty(sigma).GetDouble());
    }

    private static void Mask(ClipUnderTest clip, JsonElement draws, string applied, string axis)
    {
        if (draws.GetProperty(applied).GetBoolean())
            clip.Clip.Channel(draws.GetProperty(axis).GetInt32()).Clear();
    }

    private static float[] Units(JsonElement draws, string file) => GoldenArray.Read(draws.GetProperty(file).GetString()!).Values;

    private static double[] Numbers(JsonElement draws, string name)
        => [.. draws.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];
}
