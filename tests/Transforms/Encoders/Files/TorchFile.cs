using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Tests;

/// <summary>Writes what <c>torch.save</c> writes, as far as tests need it, and things that it never would.</summary>
internal sealed class TorchFile
{
    private readonly MemoryStream _pickle = new();
    private readonly List<(string Name, byte[] Content)> _entries = [];
    private int _storages;

    public TorchFile() => Write(0x80, 2);

    public static byte[] StateDict(IEnumerable<(string Name, EncoderTensor Tensor)> tensors, params string[] wrappers)
    {
        var file = new TorchFile();
        foreach (var wrapper in wrappers)
            file.Dictionary().Text(wrapper);
        file.Global("collections", "OrderedDict").Write(')', 'R', '(');
        foreach (var (name, tensor) in tensors)
            file.Text(name).Tensor(tensor);
        file.Write('u');
        foreach (var _ in wrappers)
            file.Write('s');
        return file.Zip();
    }

    /// <summary>Operations as they are.</summary>
    public TorchFile Write(params int[] bytes)
    {
        foreach (var value in bytes)
            _pickle.WriteByte((byte)value);
        return this;
    }

    public TorchFile Dictionary() => Write('}');

    public TorchFile Text(string text)
    {
        Write('X');
        Int32(Encoding.UTF8.GetByteCount(text));
        _pickle.Write(Encoding.UTF8.GetBytes(text));
        return this;
    }

    public TorchFile Number(long number)
    {
        Write(0x8a, 8);
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        _pickle.Write(bytes);
        return this;
    }

    public TorchFile Global(string module, string name)
    {
        _pickle.Write(Encoding.UTF8.GetBytes($"c{module}\n{name}\n"));
        return this;
    }

    public TorchFile Tensor(EncoderTensor tensor)
    {
        var strides = new long[tensor.Shape.Length];
        var stride = 1L;
        for (var axis = strides.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= tensor.Shape[axis];
        }

        var storage = MemoryMarshal.AsBytes(tensor.Values.AsSpan()).ToArray();
        return Tensor("FloatStorage", storage, tensor.Values.Length, 0, tensor.Shape, strides);
    }

    public TorchFile Tensor(string type, byte[]? storage, long count, long offset, long[] shape, long[] strides)
    {
        var key = $"{_storages++}";
        if (storage is not null)
            Entry($"archive/data/{key}", storage);
        Global("torch._utils", "_rebuild_tensor_v2").Write('(', '(');
        Text("storage").Global("torch", type).Text(key).Text("cpu").Number(count).Write('t', 'Q');
        Number(offset).Tuple(shape).Tuple(strides);
        return Write(0x89).Global("collections", "OrderedDict").Write(')', 'R', 't', 'R');
    }

    public TorchFile Entry(string name, byte[] content)
    {
        _entries.Add((name, content));
        return this;
    }

    public byte[] Pickle() => [.. _pickle.ToArray(), (byte)'.'];

    public byte[] Zip(CompressionLevel compression = CompressionLevel.NoCompression)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
        {
            (string Name, byte[] Content)[] entries =
            [
                ("archive/data.pkl", Pickle()),
                .. _entries,
                ("archive/byteorder", "little"u8.ToArray()),
                ("archive/version", "3\n"u8.ToArray()),
            ];
            foreach (var (name, content) in entries.DistinctBy(entry => entry.Name))
            {
                using var stream = archive.CreateEntry(name, compression).Open();
                stream.Write(content);
            }
        }

        return file.ToArray();
    }

    private TorchFile Tuple(long[] numbers)
    {
        Write('(');
        foreach (var number in numbers)
            Number(number);
        return Write('t');
    }

    private void Int32(int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        _pickle.Write(bytes);
    }
}
