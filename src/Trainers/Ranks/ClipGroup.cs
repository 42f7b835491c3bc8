namespace MsMclr.MLNet.Trainers.Ranks;

/// <summary>Consecutive clips of a batch whose gradients and statistics are summed by themselves.</summary>
/// <param name="Index">Which group it is of this process's.</param>
/// <param name="First">Its first clip, of this process's clips.</param>
/// <param name="Count">How many clips it has.</param>
internal readonly record struct ClipGroup(int Index, int First, int Count)
{
    /// <summary>Gets the clip after its last.</summary>
    public int End => First + Count;
}
