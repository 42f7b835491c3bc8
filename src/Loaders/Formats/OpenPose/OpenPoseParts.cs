namespace MsMclr.MLNet;

/// <summary>Specifies which of the keypoints of OpenPose's files make a skeleton.</summary>
public enum OpenPoseParts
{
    /// <summary>The body.</summary>
    Body,

    /// <summary>The body and both hands (<see cref="SkeletonLayout.WithHands"/>).</summary>
    BodyAndHands,

    /// <summary>The body and the face (<see cref="SkeletonLayout.WithFace"/>).</summary>
    BodyAndFace,

    /// <summary>The body, both hands and the face, in this order.</summary>
    BodyHandsAndFace,

    /// <summary>The left hand alone (<see cref="SkeletonLayout.Hand21"/>).</summary>
    LeftHand,

    /// <summary>The right hand alone (<see cref="SkeletonLayout.Hand21"/>).</summary>
    RightHand,

    /// <summary>The face alone (<see cref="SkeletonLayout.Face70"/>).</summary>
    Face,
}
