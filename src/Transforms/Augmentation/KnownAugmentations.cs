namespace MsMclr.MLNet;

/// <summary>The views of the paper and of our recipes, ready to use.</summary>
public static class KnownAugmentations
{
    /// <summary>The normal view: temporal crop, shear.</summary>
    public static AugmentationSequence Ordinary { get; } = new(new TemporalCrop(), new Shear());

    /// <summary>The normal view for small data: temporal crop, and shear of at most 0.2, which an encoder learns to see through in fewer steps.</summary>
    public static AugmentationSequence OrdinaryGentle { get; } = new(new TemporalCrop(), new Shear { Amplitude = 0.2 });

    /// <summary><see cref="OrdinaryGentle"/>, and time that runs unevenly: for clips that are told apart too easily by their timing. On the data sets measured it gained nothing (docs/recipes.md).</summary>
    public static AugmentationSequence OrdinaryWarped { get; } = new([.. OrdinaryGentle.Steps, new TimeWarp()]);

    /// <summary>The extreme view as the authors' code makes it: crop, shear, flip, rotation, noise, blur, axis mask, Chaos.</summary>
    public static AugmentationSequence Strong { get; } = new(new TemporalCrop(), new Shear(), new SpatialFlip(), new RandomRotation(),
        new GaussianNoise(), new GaussianBlur(), new AxisMask(), new ChaosJoint());

    /// <summary>
    /// The extreme view with the code's oddities put right: the flip mirrors coordinates, rotation goes both ways, noise spares absent
    /// bodies and the blur keeps the scale.
    /// </summary>
    public static AugmentationSequence StrongCorrected { get; } = new(new TemporalCrop(), new Shear(), new SpatialFlip { MirrorCoordinates = true },
        new RandomRotation { BothDirections = true }, new GaussianNoise { SkipAbsentBodies = true }, new GaussianBlur { Normalize = true }, new AxisMask(), new ChaosJoint());

    /// <summary><see cref="StrongCorrected"/>, and time that runs unevenly; goes with <see cref="OrdinaryWarped"/>.</summary>
    public static AugmentationSequence StrongWarped { get; } = new([.. StrongCorrected.Steps.Insert(2, new TimeWarp())]);
}
