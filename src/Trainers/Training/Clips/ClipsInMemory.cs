namespace MsMclr.MLNet.Trainers.Training.Clips;

/// <summary>One array a clip: nothing is copied when more come.</summary>
internal sealed class ClipsInMemory : ClipMemory
{
    private readonly List<byte[]> _clips = [];

    public override int Count => _clips.Count;

    public override void Add(ReadOnlySpan<byte> clip) => _clips.Add(clip.ToArray());

    public override void Read(int index, Span<byte> clip) => _clips[index].CopyTo(clip);

    public override void Dispose() => _clips.Clear();
}
