using System.Text.Json;

namespace MsMclr.MLNet.Transforms.Models;

/// <summary>What a model gave for a made-up clip when it was saved, to compare with what it gives later.</summary>
/// <param name="InputColumn">The column that the clip is for.</param>
/// <param name="Clip">The clip, <c>[T, M, V, C]</c>.</param>
/// <param name="Label">The action.</param>
/// <param name="Scores">The score of each action.</param>
internal sealed record ModelReference(string InputColumn, float[] Clip, string Label, float[] Scores)
{
    /// <summary>The entry of the model's archive that holds it.</summary>
    public const string FileName = "MsMclr.MLNet/Reference.json";

    private const int Frames = 8;
    private const int MostValues = 1 << 20;

    /// <summary>A clip of random numbers: nobody has to look like a person to be scored, and every joint counts.</summary>
    public static float[] MadeUp(int frameLength) => MadeUpValues(Frames * frameLength);

    /// <summary>So many of them.</summary>
    public static float[] MadeUpValues(int count)
    {
        var random = new Random(1);
        var clip = new float[count];
        for (var i = 0; i < clip.Length; i++)
            clip[i] = 0.1f + random.NextSingle();
        return clip;
    }

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <exception cref="FormatException">The bytes are no reference.</exception>
    public static ModelReference Read(byte[] content)
    {
        ModelReference? read;
        try
        {
            read = JsonSerializer.Deserialize<ModelReference>(content);
        }
        catch (JsonException e)
        {
            throw new FormatException($"The model's entry '{FileName}' is damaged: {e.Message}", e);
        }

        if (read is not { InputColumn: not null, Label: not null } || !AreNumbers(read.Clip) || !AreNumbers(read.Scores))
            throw new FormatException($"The model's entry '{FileName}' is damaged: a clip and its scores are expected.");
        return read;
    }

    private static bool AreNumbers(float[]? values)
        => values?.Length is > 0 and <= MostValues && Array.TrueForAll(values, float.IsFinite);
}
