namespace MsMclr.MLNet.Cli.Serve.Streaming;

/// <summary>Somebody in a frame.</summary>
/// <param name="Joints">The joints, each with its values; null for one that was not found.</param>
/// <param name="Id">The tracker's id; null where there is none.</param>
internal sealed record PushedBody(IReadOnlyList<float?[]?> Joints, ulong? Id = null)
{
    /// <exception cref="FormatException">It has other sizes than the model's bodies.</exception>
    public SkeletonBody Body(ClipColumn shape)
    {
        var (joints, channels) = (shape.Layout.JointCount, shape.Channels);
        if (Joints?.Count != joints)
            throw new FormatException($"a body has {Joints?.Count ?? 0} joints, and {shape.Layout.Name} has {joints}.");
        var values = new float[joints * channels];
        for (var joint = 0; joint < joints; joint++)
            Put(Joints[joint], values.AsSpan(joint * channels, channels), joint);
        return new SkeletonBody(values, Id);
    }

    private static void Put(float?[]? joint, Span<float> values, int number)
    {
        if (joint is null)
        {
            values.Fill(float.NaN);
            return;
        }

        if (joint.Length != values.Length)
            throw new FormatException($"joint {number} has {joint.Length} values, and the model reads {values.Length}.");
        for (var channel = 0; channel < values.Length; channel++)
            values[channel] = joint[channel] ?? float.NaN;
    }
}
