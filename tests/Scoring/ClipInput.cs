namespace Scoring;

/// <summary>A recording, frame after frame: all that scoring needs to be told.</summary>
internal sealed class ClipInput
{
    public float[] Clip { get; set; } = [];

    /// <summary>Reads a count, then for each clip a length and its numbers.</summary>
    public static ClipInput[] Read(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        var clips = new ClipInput[reader.ReadInt32()];
        for (var i = 0; i < clips.Length; i++)
        {
            var values = new float[reader.ReadInt32()];
            for (var j = 0; j < values.Length; j++)
                values[j] = reader.ReadSingle();
            clips[i] = new ClipInput { Clip = values };
        }

        return clips;
    }
}
