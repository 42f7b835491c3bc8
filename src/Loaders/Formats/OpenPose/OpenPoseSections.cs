namespace MsMclr.MLNet.Loaders.Formats.OpenPose;

/// <summary>Which keypoints of a person stand where in a skeleton.</summary>
internal sealed class OpenPoseSections
{
    private readonly Section[] _sections;

    public OpenPoseSections(SkeletonLayout body, OpenPoseParts parts)
    {
        var hand = SkeletonLayout.Hand21;
        var face = SkeletonLayout.Face70;
        (Layout, (string Word, int Joints)[] found) = parts switch
        {
            OpenPoseParts.Body => (body, [("pose", body.JointCount)]),
            OpenPoseParts.BodyAndHands => (
                body.WithHands(), [("pose", body.JointCount), ("hand_left", hand.JointCount), ("hand_right", hand.JointCount)]),
            OpenPoseParts.BodyAndFace => (body.WithFace(), [("pose", body.JointCount), ("face", face.JointCount)]),
            OpenPoseParts.BodyHandsAndFace => (
                body.WithHands().WithFace(),
                [
                    ("pose", body.JointCount), ("hand_left", hand.JointCount), ("hand_right", hand.JointCount),
                    ("face", face.JointCount),
                ]),
            OpenPoseParts.LeftHand => (hand, [("hand_left", hand.JointCount)]),
            OpenPoseParts.RightHand => (hand, [("hand_right", hand.JointCount)]),
            _ => (face, new[] { ("face", face.JointCount) }),
        };
        var first = 0;
        _sections = new Section[found.Length];
        for (var i = 0; i < found.Length; i++)
        {
            _sections[i] = new Section(found[i].Word, first, found[i].Joints);
            first += found[i].Joints;
        }
    }

    public SkeletonLayout Layout { get; }

    /// <summary>Gets what a person needs one of.</summary>
    public string Names => string.Join(", ", _sections.Select(section => $"'{section.Word}_keypoints_2d'"));

    /// <summary>The joints that a property of a person holds. Before version 1.3 its name did not end in <c>_2d</c>.</summary>
    public Range? Find(string property)
    {
        foreach (var section in _sections)
        {
            if (property == section.Name || property == section.OldName)
                return new Range(section.First, section.First + section.Joints);
        }

        return null;
    }

    private sealed record Section(string Word, int First, int Joints)
    {
        public string Name { get; } = $"{Word}_keypoints_2d";

        public string OldName { get; } = $"{Word}_keypoints";
    }
}
