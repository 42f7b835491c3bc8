using System.Text.Json;
using MsMclr.MLNet.Loaders.Formats.Scores;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.MMPose;

/// <summary>Reads the keypoints, scores and id of a person.</summary>
internal sealed class MMPoseInstance(int joints, int coordinates)
{
    private readonly float[] _points = new float[joints * coordinates];
    private readonly float[] _scores = new float[joints];
    private bool _isThere;
    private ulong? _track;

    public bool HasKeypoints { get; private set; }

    public void Begin()
    {
        Array.Clear(_points);
        Array.Clear(_scores);
        HasKeypoints = false;
        _isThere = false;
        _track = null;
    }

    /// <summary>Reads a property's value, if it is one of a person.</summary>
    public bool TryRead(ref JsonCursor json, string property)
    {
        switch (property)
        {
            case "keypoints":
                HasKeypoints = true;
                _isThere = ReadPoints(ref json);
                return true;
            case "keypoint_scores":
                json.NumbersOrNone(_scores, $"the scores of {joints} keypoints");
                return true;
            case "track_id" or "instance_id":
                _track = json.Track("a track's id");
                return true;
            default:
                return false;
        }
    }

    /// <summary>Keeps the person among those of the frame, unless there are no keypoints.</summary>
    public void Keep(FrameBodies bodies)
    {
        if (!_isThere)
            return;
        var body = bodies.Next();
        for (var joint = 0; joint < joints; joint++)
        {
            var values = body.Slice(joint * (coordinates + 1), coordinates + 1);
            _points.AsSpan(joint * coordinates, coordinates).CopyTo(values);
            values[^1] = _scores[joint];
        }

        bodies.Keep(_track);
    }

    private bool ReadPoints(ref JsonCursor json)
    {
        json.Expect(JsonTokenType.StartArray, "an array of keypoints");
        for (var joint = 0; ; joint++)
        {
            if (!json.NextElement(JsonTokenType.StartArray, "a keypoint, an array of numbers,"))
            {
                if (joint > 0 && joint != joints)
                    throw json.Bad($"{joint} keypoints are not {joints}; set the layout that was written");
                return joint > 0;
            }

            var count = json.RestOfNumbers(_points.AsSpan(Math.Min(joint, joints - 1) * coordinates, coordinates), "a keypoint");
            if (count != coordinates)
                throw json.Bad($"a keypoint has {count} coordinates, not {coordinates}; set how many there are");
        }
    }
}
