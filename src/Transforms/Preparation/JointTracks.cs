namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>Fills missing joints along time, from the nearest frames of the same body in which they were found.</summary>
internal sealed class JointTracks(ClipPreparation preparation)
{
    private bool[] _present = [];

    /// <summary>Fills a recording <c>[T, M, V, C]</c>. A joint that is found in no frame stays missing.</summary>
    public void Fill(Span<float> recording)
    {
        var bodies = recording.Length / preparation.BodyLength;
        if (_present.Length < bodies)
            _present = new bool[bodies];
        for (var body = 0; body < bodies; body++)
            _present[body] = FoundValues.HasAny(recording.Slice(body * preparation.BodyLength, preparation.BodyLength));
        for (var body = 0; body < preparation.Shape.Bodies; body++)
        {
            for (var joint = 0; joint < preparation.Shape.Joints; joint++)
                FillJoint(recording, body, joint);
        }
    }

    private void FillJoint(Span<float> recording, int body, int joint)
    {
        var frames = recording.Length / preparation.FrameLength;
        var before = -1;
        for (var frame = 0; frame < frames; frame++)
        {
            var isFound = _present[(frame * preparation.Shape.Bodies) + body]
                && !float.IsNaN(recording[preparation.Offset(frame, body, joint)]);
            if (!isFound)
                continue;
            for (var between = before + 1; between < frame; between++)
                FillFrame(recording, body, joint, between, before, frame);
            before = frame;
        }

        for (var last = before + 1; before >= 0 && last < frames; last++)
            FillFrame(recording, body, joint, last, before, after: -1);
    }

    private void FillFrame(Span<float> recording, int body, int joint, int frame, int before, int after)
    {
        var target = Joint(recording, frame, body, joint);
        if (!float.IsNaN(target[0]))
            return;
        if (before < 0)
        {
            Joint(recording, after, body, joint).CopyTo(target);
        }
        else if (after < 0 || preparation.MissingJoints == MissingJoints.Hold)
        {
            Joint(recording, before, body, joint).CopyTo(target);
        }
        else
        {
            var share = (frame - before) / (float)(after - before);
            BodyGaps.Mix(Joint(recording, before, body, joint), Joint(recording, after, body, joint), share, target);
        }
    }

    // Without the scores: that of a joint that was not found stays 0.
    private Span<float> Joint(Span<float> recording, int frame, int body, int joint)
        => recording.Slice(preparation.Offset(frame, body, joint), preparation.Coordinates);
}
