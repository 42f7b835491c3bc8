namespace MsMclr.MLNet.Loaders.Formats.Bvh;

/// <summary>Where the joints of one root are in a frame, by forward kinematics.</summary>
internal sealed class BvhPose(IReadOnlyList<BvhJoint> joints)
{
    private readonly BvhVector[] _places = new BvhVector[joints.Count];
    private readonly BvhRotation[] _rotations = new BvhRotation[joints.Count];

    public BvhVector this[int joint] => _places[joint];

    /// <summary>Takes the numbers of a frame.</summary>
    public void Read(ref BvhParser parser)
    {
        for (var joint = 0; joint < _places.Length; joint++)
            Move(ref parser, joint);
    }

    private void Move(ref BvhParser parser, int index)
    {
        // A root's position channels are added to its offset; those of other joints take the offset's place.
        var joint = joints[index];
        double? x = null;
        double? y = null;
        double? z = null;
        var turn = BvhRotation.None;
        foreach (var channel in joint.Channels)
        {
            var value = parser.Number();
            switch (channel)
            {
                case BvhChannel.Xposition:
                    x = value;
                    break;
                case BvhChannel.Yposition:
                    y = value;
                    break;
                case BvhChannel.Zposition:
                    z = value;
                    break;
                default:
                    turn *= BvhRotation.About(channel, value);
                    break;
            }
        }

        if (joint.Parent < 0)
        {
            _places[index] = joint.Offset + new BvhVector(x ?? 0, y ?? 0, z ?? 0);
            _rotations[index] = turn;
            return;
        }

        var offset = new BvhVector(x ?? joint.Offset.X, y ?? joint.Offset.Y, z ?? joint.Offset.Z);
        _places[index] = _places[joint.Parent] + (_rotations[joint.Parent] * offset);
        _rotations[index] = _rotations[joint.Parent] * turn;
    }
}
