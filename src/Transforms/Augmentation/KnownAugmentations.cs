namespace MsMclr.MLNet;

/// <summary>Holds the views of our recipe and of the paper, ready to use.</summary>
public static class KnownAugmentations
{
    /// <summary>
    /// Gets the recommended ordinary view: temporal crop, shear of at most 0.2, which an encoder learns to see through in few steps, and
    /// rotation about the vertical axis by at most 30 degrees, as another camera would show it.
    /// </summary>
    public static AugmentationSequence Ordinary { get; } = new(
        new TemporalCrop(),
        new Shear { Amplitude = 0.2 },
        new ViewRotation());

    /// <summary>
    /// Gets the recommended strong view: the paper's steps with the oddities of the authors' code put right. Rotation goes both ways,
    /// noise spares absent bodies, the blur keeps the scale, and there is no flip, which teaches that left is right. The rotation of
    /// <see cref="Ordinary"/> comes last.
    /// </summary>
    public static AugmentationSequence Strong { get; } = new(
        new TemporalCrop(),
        new Shear(),
        new RandomRotation(),
        new GaussianNoise(),
        new GaussianBlur(),
        new AxisMask(),
        new ChaosJoint(),
        new ViewRotation());

    /// <summary>Gets the ordinary view of the paper: temporal crop, and shear of at most 0.5.</summary>
    public static AugmentationSequence PaperOrdinary { get; } = new(
        new TemporalCrop(),
        new Shear());

    /// <summary>
    /// Gets the strong view as the authors' code makes it: crop, shear, flip, rotation, noise, blur, axis mask, and one joint at
    /// random places (method: section 3).
    /// </summary>
    public static AugmentationSequence PaperStrong { get; } = new(
        new TemporalCrop(),
        new Shear(),
        SpatialFlip.Paper,
        RandomRotation.Paper,
        GaussianNoise.Paper,
        GaussianBlur.Paper,
        new AxisMask(),
        new ChaosJoint());

    /// <summary>
    /// Gets the strong view as the paper's text has it: crop, shear, rotation, noise, blur, joint mask, axis mask, and five noise
    /// joints. There is no flip. Of what the text leaves open, each step has the form of the authors' code.
    /// </summary>
    public static AugmentationSequence PaperTextStrong { get; } = new(
        new TemporalCrop(),
        new Shear(),
        RandomRotation.Paper,
        GaussianNoise.Paper,
        GaussianBlur.Paper,
        new JointMask(),
        new AxisMask(),
        new NoiseJoints());

    /// <summary>
    /// Gets <see cref="Ordinary"/> with time that runs unevenly: for clips that are told apart too easily by their timing. On the
    /// data sets measured it gained nothing (docs/experiments).
    /// </summary>
    public static AugmentationSequence OrdinaryWarped { get; } = new([.. Ordinary.Steps, new TimeWarp()]);

    /// <summary>Gets <see cref="Strong"/> with time that runs unevenly. It goes with <see cref="OrdinaryWarped"/>.</summary>
    public static AugmentationSequence StrongWarped { get; } = new([.. Strong.Steps.Insert(2, new TimeWarp())]);

    /// <summary>
    /// Gets <see cref="Ordinary"/> for clips of two coordinates, with a score beside them or without: temporal crop, and shear in the
    /// plane.
    /// </summary>
    public static AugmentationSequence PlanarOrdinary { get; } = new(
        new TemporalCrop(),
        new PlanarShear { Amplitude = 0.2 });

    /// <summary>
    /// Gets <see cref="Strong"/> for clips of two coordinates: shear and rotation stay in the plane, and no axis is masked, as that would
    /// be half of what is there.
    /// </summary>
    public static AugmentationSequence PlanarStrong { get; } = new(
        new TemporalCrop(),
        new PlanarShear(),
        new PlanarRotation(),
        new GaussianNoise(),
        new GaussianBlur(),
        new ChaosJoint());
}
