namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>
/// A pickle machine (protocols 2 to 5) that knows containers, numbers, texts and, through <see cref="PickleGlobals"/>, tensors, and
/// refuses everything else. Results: null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="string"/>, byte
/// arrays, lists, tuples (arrays), <see cref="PickledDictionary"/>, <see cref="PickledTensor"/>.
/// </summary>
/// <remarks>
/// A pickle is a program for a machine with a stack: each byte is an operation, most of which push a value or put the values on top
/// together. The names of the operations are those of Python's <c>pickletools</c>.
/// </remarks>
internal sealed class PickleReader
{
    private readonly PickleBytes _bytes;
    private readonly PickleStack _stack;

    private PickleReader(byte[] pickle)
    {
        _bytes = new PickleBytes(pickle);
        _stack = new PickleStack(_bytes);
    }

    /// <exception cref="FormatException">The pickle is damaged, or asks for something that is not known; the message names it.</exception>
    public static object? Read(byte[] pickle) => new PickleReader(pickle).Run();

    private object? Run()
    {
        while (true)
        {
            var operation = _bytes.Byte();
            if (operation == '.')
                return _stack.Pop();
            if (!TryValue(operation) && !TryContainer(operation) && !TryStack(operation) && !TryGlobal(operation))
                throw _bytes.Fail($"the operation 0x{operation:x2}, which a state_dict does not need");
        }
    }

    // Numbers and texts.
    private bool TryValue(byte operation)
    {
        switch (operation)
        {
            case (byte)'N': _stack.Push(null); break; // NONE
            case 0x88: _stack.Push(true); break; // NEWTRUE
            case 0x89: _stack.Push(false); break; // NEWFALSE
            case (byte)'K': _stack.Push((long)_bytes.Byte()); break; // BININT1
            case (byte)'M': _stack.Push((long)_bytes.UInt16()); break; // BININT2
            case (byte)'J': _stack.Push((long)_bytes.Int32()); break; // BININT
            case 0x8a: _stack.Push(_bytes.Long()); break; // LONG1
            case (byte)'G': _stack.Push(_bytes.Double()); break; // BINFLOAT
            case 0x8c: _stack.Push(_bytes.Text(_bytes.ShortString())); break; // SHORT_BINUNICODE
            case (byte)'X': _stack.Push(_bytes.Text(_bytes.LongString())); break; // BINUNICODE
            case (byte)'U': _stack.Push(_bytes.Text(_bytes.ShortString())); break; // SHORT_BINSTRING, Python 2's str
            case (byte)'T': _stack.Push(_bytes.Text(_bytes.LongString())); break; // BINSTRING
            case (byte)'C': _stack.Push(_bytes.ShortString().ToArray()); break; // SHORT_BINBYTES
            case (byte)'B': _stack.Push(_bytes.LongString().ToArray()); break; // BINBYTES
            default: return false;
        }

        return true;
    }

    // Dicts, lists and tuples.
    private bool TryContainer(byte operation)
    {
        switch (operation)
        {
            case (byte)'}': _stack.Push(new PickledDictionary()); break; // EMPTY_DICT
            case (byte)']': _stack.Push(new List<object?>()); break; // EMPTY_LIST
            case (byte)')': _stack.Push(Array.Empty<object?>()); break; // EMPTY_TUPLE
            case (byte)'t': _stack.Push(_stack.PopMarked()); break; // TUPLE
            case 0x85: _stack.Push(_stack.Pop(1)); break; // TUPLE1
            case 0x86: _stack.Push(_stack.Pop(2)); break; // TUPLE2
            case 0x87: _stack.Push(_stack.Pop(3)); break; // TUPLE3
            case (byte)'a': Append(_stack.Pop(1)); break; // APPEND
            case (byte)'e': Append(_stack.PopMarked()); break; // APPENDS
            case (byte)'s': SetItems(_stack.Pop(2)); break; // SETITEM
            case (byte)'u': SetItems(_stack.PopMarked()); break; // SETITEMS
            default: return false;
        }

        return true;
    }

    // Marks, the memo, and what frames the pickle.
    private bool TryStack(byte operation)
    {
        switch (operation)
        {
            case 0x80: _bytes.Require(_bytes.Byte() is >= 2 and <= 5, "of a protocol from 2 to 5"); break; // PROTO
            case 0x95: _bytes.Take(8); break; // FRAME, whose length does not matter
            case (byte)'(': _stack.Mark(); break; // MARK
            case (byte)'0': _stack.Pop(); break; // POP
            case (byte)'1': _stack.PopMarked(); break; // POP_MARK
            case (byte)'2': _stack.Push(_stack.Peek()); break; // DUP
            case (byte)'q': _stack.Memoize(_bytes.Byte()); break; // BINPUT
            case (byte)'r': _stack.Memoize(_bytes.UInt32()); break; // LONG_BINPUT
            case 0x94: _stack.Memoize(); break; // MEMOIZE
            case (byte)'h': _stack.Recall(_bytes.Byte()); break; // BINGET
            case (byte)'j': _stack.Recall(_bytes.UInt32()); break; // LONG_BINGET
            default: return false;
        }

        return true;
    }

    // Names, and what is made by them.
    private bool TryGlobal(byte operation)
    {
        switch (operation)
        {
            case (byte)'c': _stack.Push(PickleGlobals.Find(_bytes.Line(), _bytes.Line())); break; // GLOBAL
            case 0x93: FindGlobal(_stack.Pop(2)); break; // STACK_GLOBAL
            case (byte)'Q': _stack.Push(PickleGlobals.Storage(_stack.Pop())); break; // BINPERSID
            case (byte)'R': Call(_stack.Pop(2)); break; // REDUCE
            case (byte)'b': Build(_stack.Pop(2)); break; // BUILD
            default: return false;
        }

        return true;
    }

    private void FindGlobal(object?[] names)
    {
        if (names is not [string module, string name])
            throw _bytes.Fail("a global without a name");
        _stack.Push(PickleGlobals.Find(module, name));
    }

    private void Call(object?[] pair)
    {
        if (pair[1] is not object?[] arguments)
            throw _bytes.Fail("a call without a tuple of arguments");
        _stack.Push(PickleGlobals.Call(pair[0], arguments));
    }

    // An OrderedDict's attributes (a state_dict has _metadata) are of no use here.
    private void Build(object?[] pair)
    {
        if (pair[0] is not PickledDictionary)
            throw _bytes.Fail("a state for something that is no dict");
        _stack.Push(pair[0]);
    }

    private void Append(object?[] items)
    {
        if (_stack.Peek() is not List<object?> list)
            throw _bytes.Fail("items for something that is no list");
        list.AddRange(items);
    }

    private void SetItems(object?[] items)
    {
        if (_stack.Peek() is not PickledDictionary dictionary)
            throw _bytes.Fail("entries for something that is no dict");
        _bytes.Require(items.Length % 2 == 0, "a pickle with a value for every key");
        for (var i = 0; i < items.Length; i += 2)
        {
            if (items[i] is string key)
                dictionary[key] = items[i + 1];
        }
    }
}
