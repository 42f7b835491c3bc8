namespace MsMclr.MLNet.Trainers.Networks.Cpu.Scales;

/// <summary>The means over parts or regions of the body, of one row: <c>[V, T, D]</c> to <c>[groups, T, D]</c>.</summary>
internal sealed unsafe class JointMeans(IReadOnlyList<JointGroup> groups)
{
    public int Count => groups.Count;

    /// <summary>Computes them.</summary>
    /// <param name="x">The features.</param>
    /// <param name="y">The means.</param>
    /// <param name="joint">The floats of a joint.</param>
    public void Forward(float* x, float* y, int joint)
    {
        new Span<float>(y, Count * joint).Clear();
        for (var group = 0; group < Count; group++)
        {
            foreach (var v in groups[group].Joints)
                ElementKernels.AddScaled(x + ((nint)v * joint), Share(group), y + ((nint)group * joint), joint);
        }
    }

    /// <summary>Adds the gradient of the features.</summary>
    public void Backward(float* dy, float* dx, int joint)
    {
        for (var group = 0; group < Count; group++)
        {
            foreach (var v in groups[group].Joints)
                ElementKernels.AddScaled(dy + ((nint)group * joint), Share(group), dx + ((nint)v * joint), joint);
        }
    }

    private float Share(int group) => 1f / groups[group].Joints.Length;
}
