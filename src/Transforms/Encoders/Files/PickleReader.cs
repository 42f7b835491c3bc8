using System.Buffers.Binary;
using System.Text;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>
/// A pickle machine (protocols 2 to 5) that knows containers, numbers, texts and, through <see cref="PickleGlobals"/>, tensors, and refuses
/// everything else. Results: null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="string"/>, byte arrays,
/// lists, tuples (arrays), <see cref="PickledDictionary"/>, <see cref="PickledTensor"/>.
/// </summary>
internal sealed class PickleReader
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private readonly byte[] _pickle;
    private readonly List<object?> _stack = [];
    private readonly Stack<int> _marks = [];
    private readonly Dictionary<uint, object?> _memo = [];
    private int _at;

    private PickleReader(byte[] pickle) => _pickle = pickle;

    /// <exception cref="FormatException">The pickle is damaged, or asks for something that is not known; the message names it.</exception>
    public static object? Read(byte[] pickle) => new PickleReader(pickle).Run();

    private object? Run()
    {
        while (true)
        {
            var code = Take(1)[0];
            if (code == '.')
                return Pop();
            Execute(code);
        }
    }

    private void Execute(byte code)
    {
        switch (code)
        {
            case 0x80: Require(Take(1)[0] is >= 2 and <= 5, "of a protocol from 2 to 5"); break;
            case 0x95: Take(8); break; // A frame's length.
            case (byte)'(': _marks.Push(_stack.Count); break;
            case (byte)'0': Pop(); break;
            case (byte)'1': PopMarked(); break;
            case (byte)'2': Push(Peek()); break;
            case (byte)'N': Push(null); break;
            case 0x88: Push(true); break;
            case 0x89: Push(false); break;
            case (byte)'K': Push((long)Take(1)[0]); break;
            case (byte)'M': Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2))); break;
            case (byte)'J': Push((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4))); break;
            case 0x8a: Push(Long(Take(Take(1)[0]))); break;
            case (byte)'G': Push(BinaryPrimitives.ReadDoubleBigEndian(Take(8))); break;
            case 0x8c: Push(Text(Take(Take(1)[0]))); break;
            case (byte)'X': Push(Text(Take(Length()))); break;
            case (byte)'U': Push(Text(Take(Take(1)[0]))); break; // Python 2's str
            case (byte)'T': Push(Text(Take(Length()))); break;
            case (byte)'C': Push(Take(Take(1)[0]).ToArray()); break;
            case (byte)'B': Push(Take(Length()).ToArray()); break;
            case (byte)'}': Push(new PickledDictionary()); break;
            case (byte)']': Push(new List<object?>()); break;
            case (byte)')': Push(Array.Empty<object?>()); break;
            case (byte)'t': Push(PopMarked()); break;
            case 0x85: Push(PopMany(1)); break;
            case 0x86: Push(PopMany(2)); break;
            case 0x87: Push(PopMany(3)); break;
            case (byte)'a': Append(PopMany(1)); break;
            case (byte)'e': Append(PopMarked()); break;
            case (byte)'s': SetItems(PopMany(2)); break;
            case (byte)'u': SetItems(PopMarked()); break;
            case (byte)'q': _memo[Take(1)[0]] = Peek(); break;
            case (byte)'r': _memo[BinaryPrimitives.ReadUInt32LittleEndian(Take(4))] = Peek(); break;
            case 0x94: _memo[(uint)_memo.Count] = Peek(); break;
            case (byte)'h': Recall(Take(1)[0]); break;
            case (byte)'j': Recall(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))); break;
            case (byte)'c': Push(PickleGlobals.Find(Line(), Line())); break;
            case 0x93: FindGlobal(PopMany(2)); break;
            case (byte)'Q': Push(PickleGlobals.Storage(Pop())); break;
            case (byte)'R': Call(PopMany(2)); break;
            case (byte)'b': Build(PopMany(2)); break;
            default: throw Fail($"the operation 0x{code:x2}, which a state_dict does not need");
        }
    }

    private void Call(object?[] pair) => Push(PickleGlobals.Call(pair[0], pair[1] as object?[] ?? throw Fail("a call without a tuple of arguments")));

    private void FindGlobal(object?[] names) => Push(names is [string module, string name] ? PickleGlobals.Find(module, name) : throw Fail("a global without a name"));

    // An OrderedDict's attributes (a state_dict has _metadata) are of no use here.
    private void Build(object?[] pair) => Push(pair[0] is PickledDictionary ? pair[0] : throw Fail("a state for something that is no dict"));

    private void Append(object?[] items)
        => (Peek() as List<object?> ?? throw Fail("items for something that is no list")).AddRange(items);

    private void SetItems(object?[] items)
    {
        var dictionary = Peek() as PickledDictionary ?? throw Fail("entries for something that is no dict");
        Require(items.Length % 2 == 0, "a pickle with a value for every key");
        for (var i = 0; i < items.Length; i += 2)
        {
            if (items[i] is string key)
                dictionary[key] = items[i + 1];
        }
    }

    private void Recall(uint index) => Push(_memo.TryGetValue(index, out var value) ? value : throw Fail($"entry {index} of its memo, which is not there"));

    private void Push(object? value) => _stack.Add(value);

    private object? Peek() => _stack.Count > Floor() ? _stack[^1] : throw Fail("more values than there are");

    private object? Pop() => PopMany(1)[0];

    private object?[] PopMany(int count) => _stack.Count - Floor() >= count ? PopFrom(_stack.Count - count) : throw Fail("more values than there are");

    private object?[] PopMarked() => _marks.TryPop(out var mark) ? PopFrom(mark) : throw Fail("a mark that is not there");

    private object?[] PopFrom(int start)
    {
        var values = new object?[_stack.Count - start];
        _stack.CopyTo(start, values, 0, values.Length);
        _stack.RemoveRange(start, values.Length);
        return values;
    }

    private int Floor() => _marks.TryPeek(out var mark) ? mark : 0;

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _pickle.Length - _at)
            throw new FormatException($"The pickle ends at byte {_pickle.Length:N0}, in the middle of something: the file was cut off.");
        _at += count;
        return _pickle.AsSpan(_at - count, count);
    }

    private int Length() => BinaryPrimitives.ReadInt32LittleEndian(Take(4)) is >= 0 and var length ? length : throw Fail("a text of more than 2 GB");

    private string Line()
    {
        var length = _pickle.AsSpan(_at).IndexOf((byte)'\n');
        var line = Text(Take(length is >= 0 and <= 1024 ? length : throw Fail("a name that does not end")));
        _at++;
        return line;
    }

    private string Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Fail("a text that is not UTF-8");
        }
    }

    private long Long(ReadOnlySpan<byte> bytes)
    {
        Require(bytes.Length <= sizeof(long), "a number of at most 64 bits");
        Span<byte> wide = stackalloc byte[sizeof(long)];
        wide.Fill(bytes.Length > 0 && bytes[^1] >= 0x80 ? (byte)0xff : (byte)0);
        bytes.CopyTo(wide);
        return BinaryPrimitives.ReadInt64LittleEndian(wide);
    }

    private void Require(bool holds, string expected)
    {
        if (!holds)
            throw new FormatException($"The pickle, byte {_at:N0}: {expected} is expected.");
    }

    private FormatException Fail(string wants) => new($"The pickle, byte {_at:N0}, asks for {wants}.");
}
