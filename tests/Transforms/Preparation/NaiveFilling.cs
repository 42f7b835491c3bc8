namespace MsMclr.MLNet.Tests;

/// <summary>Missing joints filled frame by frame, each by looking for its neighbors anew: the oracle.</summary>
internal static class NaiveFilling
{
    /// <summary>A recording <c>[T, V, 3]</c> of one body, there in every frame, in which whole joints are NaN.</summary>
    public static float[] Fill(float[] recording, int joints, MissingJoints how)
    {
        var filled = recording.ToArray();
        var frames = recording.Length / (joints * 3);
        for (var frame = 0; frame < frames; frame++)
        {
            for (var joint = 0; joint < joints; joint++)
            {
                if (!IsFound(frame, joint))
                    Put(frame, joint);
            }
        }

        return filled;

        bool IsFound(int frame, int joint) => !float.IsNaN(recording[((frame * joints) + joint) * 3]);

        void Put(int frame, int joint)
        {
            var before = Enumerable.Range(0, frame).Reverse().Where(other => IsFound(other, joint)).Select(other => (int?)other);
            var after = Enumerable.Range(frame, frames - frame).Where(other => IsFound(other, joint)).Select(other => (int?)other);
            var first = before.FirstOrDefault() ?? after.FirstOrDefault();
            var second = how == MissingJoints.Hold ? first : after.FirstOrDefault() ?? first;
            for (var channel = 0; channel < 3; channel++)
            {
                double From(int? other) => recording[((other!.Value * joints) + joint) * 3 + channel];
                var value = float.NaN;
                if (first == second && first is not null)
                    value = (float)From(first);
                else if (first is not null)
                    value = (float)(From(first) + ((From(second) - From(first)) * (frame - first.Value) / (second!.Value - first.Value)));
                filled[(((frame * joints) + joint) * 3) + channel] = value;
            }
        }
    }
}
