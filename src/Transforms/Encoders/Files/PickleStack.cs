namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>
/// The values that a pickle works on: a stack with marks, from which everything above a mark is taken at once, and a memo of values to
/// come back to.
/// </summary>
/// <param name="bytes">The pickle, for messages that say where.</param>
internal sealed class PickleStack(PickleBytes bytes)
{
    private readonly List<object?> _values = [];
    private readonly Stack<int> _marks = [];
    private readonly Dictionary<uint, object?> _memo = [];

    // What is below the last mark is out of reach until the mark is taken.
    private int Floor => _marks.TryPeek(out var mark) ? mark : 0;

    public void Mark() => _marks.Push(_values.Count);

    public void Push(object? value) => _values.Add(value);

    public object? Peek()
    {
        if (_values.Count <= Floor)
            throw bytes.Fail("more values than there are");
        return _values[^1];
    }

    public object? Pop() => Pop(1)[0];

    public object?[] Pop(int count)
    {
        if (_values.Count - Floor < count)
            throw bytes.Fail("more values than there are");
        return PopFrom(_values.Count - count);
    }

    /// <summary>Everything above the last mark, and the mark.</summary>
    public object?[] PopMarked()
    {
        if (!_marks.TryPop(out var mark))
            throw bytes.Fail("a mark that is not there");
        return PopFrom(mark);
    }

    /// <summary>Remembers the value on top under the next free number.</summary>
    public void Memoize() => Memoize((uint)_memo.Count);

    /// <summary>Remembers the value on top.</summary>
    public void Memoize(uint index) => _memo[index] = Peek();

    /// <summary>Pushes a value that was remembered.</summary>
    public void Recall(uint index)
    {
        if (!_memo.TryGetValue(index, out var value))
            throw bytes.Fail($"entry {index} of its memo, which is not there");
        Push(value);
    }

    private object?[] PopFrom(int start)
    {
        var values = new object?[_values.Count - start];
        _values.CopyTo(start, values, 0, values.Length);
        _values.RemoveRange(start, values.Length);
        return values;
    }
}
