using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>Writes <c>.safetensors</c>, float32, the header padded so that the tensors begin at a multiple of eight.</summary>
internal static class SafetensorsWriter
{
    public static byte[] Write(IReadOnlyDictionary<string, string> metadata, IReadOnlyList<(string Name, EncoderTensor Tensor)> tensors)
    {
        var header = Header(metadata, tensors);
        var length = (header.WrittenCount + 7) / 8 * 8;
        var file = new byte[checked(sizeof(long) + length + tensors.Sum(entry => entry.Tensor.Values.Length * sizeof(float)))];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)length);
        header.WrittenSpan.CopyTo(file.AsSpan(sizeof(long)));
        file.AsSpan(sizeof(long) + header.WrittenCount, length - header.WrittenCount).Fill((byte)' ');
        var rest = file.AsSpan(sizeof(long) + length);
        foreach (var (_, tensor) in tensors)
        {
            MemoryMarshal.AsBytes(tensor.Values.AsSpan()).CopyTo(rest);
            rest = rest[(tensor.Values.Length * sizeof(float))..];
        }

        return file;
    }

    private static ArrayBufferWriter<byte> Header(
        IReadOnlyDictionary<string, string> metadata,
        IReadOnlyList<(string Name, EncoderTensor Tensor)> tensors)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartObject("__metadata__");
        foreach (var (key, value) in metadata)
            json.WriteString(key, value);
        json.WriteEndObject();
        var at = 0L;
        foreach (var (name, tensor) in tensors)
        {
            json.WriteStartObject(name);
            json.WriteString("dtype", "F32");
            WriteNumbers(json, "shape", tensor.Shape);
            var end = at + (tensor.Values.Length * sizeof(float));
            WriteNumbers(json, "data_offsets", [at, end]);
            at = end;
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return buffer;
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ReadOnlySpan<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
