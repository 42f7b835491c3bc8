namespace MsMclr.MLNet.Loaders.Bodies;

/// <summary>One body followed through a clip.</summary>
internal sealed class BodyTrack
{
    /// <summary>Gets the clip's bodies that are this one, in the order of frames.</summary>
    public List<int> Bodies { get; } = [];

    /// <summary>Gets the body of the clip that was added last.</summary>
    public int Last => Bodies[^1];

    /// <summary>Gets or sets the id that it was seen under last; null as long as it has none.</summary>
    public ulong? Id { get; set; }

    /// <summary>How many frames before a frame this body was seen last.</summary>
    public int Absence(in ClipBodies bodies, int frame) => frame - bodies.Frames[Last].Frame - 1;

    /// <summary>Whether this track is in any frame between the first and the last of another.</summary>
    public bool Overlaps(in ClipBodies bodies, BodyTrack other)
        => bodies.Frames[Bodies[0]].Frame <= bodies.Frames[other.Last].Frame
            && bodies.Frames[other.Bodies[0]].Frame <= bodies.Frames[Last].Frame;
}
