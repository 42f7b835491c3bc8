using System.Numerics.Tensors;

namespace MsMclr.MLNet.Trainers.Training.Clips;

/// <summary>What is looked for in clips while they are read: those that nothing can be learned from.</summary>
internal sealed class ClipFindings
{
    private const int NamedRows = 5;

    // Sums of squares of larger numbers are beyond what a float holds.
    private const float Largest = 1e15f;

    private readonly HashSet<int> _different = [];
    private readonly List<long> _empty = [];
    private readonly List<long> _constant = [];
    private int _count;

    /// <summary>Looks at a clip.</summary>
    /// <param name="clip">Its values.</param>
    /// <param name="kept">The same as it is kept.</param>
    /// <param name="bodies">M.</param>
    /// <param name="column">The column, for messages.</param>
    /// <param name="row">Its row.</param>
    /// <exception cref="FormatException">A value is too large to be computed with.</exception>
    public void Look(ReadOnlySpan<float> clip, ReadOnlySpan<byte> kept, int bodies, string column, long row)
    {
        var largest = TensorPrimitives.MaxMagnitudeNumber(clip);
        if (Math.Abs(largest) > Largest)
        {
            throw new FormatException(FormattableString.Invariant(
                $"Column '{column}', row {row}: there is a value of {largest:g3}, which is no coordinate and overflows; ")
                + "prepare clips (ml.Transforms.Skeleton.Prepare), or leave this one out.");
        }

        _count++;
        var hash = default(HashCode);
        hash.AddBytes(kept);
        _different.Add(hash.ToHashCode());
        if (IsEmpty(clip))
            _empty.Add(row);
        else if (IsConstant(clip, bodies))
            _constant.Add(row);
    }

    private static bool IsEmpty(ReadOnlySpan<float> clip)
    {
        foreach (var value in clip)
        {
            if (value != 0 && !float.IsNaN(value))
                return false;
        }

        return true;
    }

    // Bodies lie beside each other, and one of them may be absent.
    private static bool IsConstant(ReadOnlySpan<float> clip, int bodies)
    {
        for (var i = bodies; i < clip.Length; i++)
        {
            if (clip[i] != clip[i - bodies])
                return false;
        }

        return true;
    }

    /// <summary>Refuses clips that are all of one kind that teaches nothing, and warns of some.</summary>
    /// <param name="column">The column, for messages.</param>
    /// <param name="refuse">Whether they are refused; otherwise a warning is all.</param>
    /// <param name="warn">Is told of some.</param>
    /// <exception cref="InvalidOperationException">They are.</exception>
    public void Check(string column, bool refuse, Action<string> warn)
    {
        const string Nobody = "nobody was found in them. Look at the recordings (msmclr inspect --preview) and at how they were prepared";
        const string Still = "all their values are one number. Look at what fills the column";
        const string Copies = "there is nothing to tell apart. Look at what fills the column";
        Tell(_empty.Count, $"empty: {Nobody}", _empty);
        Tell(_constant.Count, $"constant: {Still}", _constant);
        if (_different.Count == 1 && _empty.Count + _constant.Count == 0)
            Tell(_count, $"the same: {Copies}", []);
        else if (_different.Count <= _count / 2)
            warn($"Column '{column}': of {_count} clips {_count - _different.Count} are copies of others.");

        void Tell(int found, string what, List<long> rows)
        {
            if (found == 0)
                return;
            if (found < _count)
            {
                warn($"Column '{column}': {found} of {_count} clips{Named(rows)} are {what}.");
                return;
            }

            var message = $"Column '{column}': all {_count} clips are {what}.";
            if (refuse)
                throw new InvalidOperationException($"{message} MsMclrTrainer.Options.StopOnCollapse = false trains all the same.");
            warn(message);
        }
    }

    private static string Named(List<long> rows)
    {
        var more = rows.Count > NamedRows ? ", ..." : "";
        return $" (rows {string.Join(", ", rows.Take(NamedRows))}{more})";
    }
}
