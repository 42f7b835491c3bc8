using MsMclr.MLNet;

namespace Samples;

/// <summary>Augmentations are descriptors that change a clip in place; deriving makes one of one's own.</summary>
public static class AugmentClip
{
    public static void Run(TextWriter output)
    {
        var layout = new SkeletonLayout(
            "arms",
            joints: ["Chest", "LeftHand", "RightHand"],
            bones: [new Bone(1, 0), new Bone(2, 0)],
            center: 0,
            mirror: [0, 2, 1],
            parts: [new JointGroup("all", [0, 1, 2])],
            regions: [new JointGroup("all", [0, 1, 2])]);
        var shape = new ClipShape(Channels: 3, Frames: 1, Joints: 3, Bodies: 1);
        float[] values = [0.5f, -1, 1, /* y */ 0, 3, 5, /* z */ 2, 2, 2];
        var steps = new AugmentationSequence([new SpatialFlip { Probability = 1 }, new Lift { Meters = 10 }]);

        var random = AugmentationRandom.For(seed: 1, epoch: 0, clip: 0, view: 0);
        steps.Apply(new SkeletonClip(values, shape, layout, new float[shape.Length]), ref random);
        output.WriteLine(string.Join(" ", values));
    }

    /// <summary>Raises a clip.</summary>
    public sealed record Lift : SkeletonAugmentation
    {
        public float Meters { get; init; }

        public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
        {
            foreach (ref var y in clip.Channel(1))
                y += Meters;
        }
    }
}

// Output:
// -0.5 -1 1 10 15 13 2 2 2
