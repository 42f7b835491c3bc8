using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using MsMclr.MLNet.Transforms.Encoders.Files;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Tests;

public class SafetensorsReaderTests
{
    private const string Pair = "\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";

    [Test]
    public void What_is_written_is_read()
    {
        (string, EncoderTensor)[] tensors =
        [
            ("b", new([2, 3], [1, 2, 3, 4, 5, float.Epsilon])),
            ("a \"ä\"", new([], [7])),
            ("none", new([0, 4], [])),
        ];
        var file = SafetensorsWriter.Write(new Dictionary<string, string> { ["key"] = "välue \u2028" }, tensors);
        Assert.That(BinaryPrimitives.ReadInt64LittleEndian(file) % 8, Is.Zero, "tensors are aligned");
        var read = SafetensorsReader.Read(file);
        Assert.That(read.Metadata["key"], Is.EqualTo("välue \u2028"));
        foreach (var (name, tensor) in tensors)
            Assert.That((read.Tensors[name].Shape, read.Tensors[name].Read()), Is.EqualTo((tensor.Shape, tensor.Values)), name);
    }

    [Test]
    public void Every_floating_point_type_is_read()
    {
        float[] values = [1, -2.5f];
        foreach (var (type, bytes) in new[]
        {
            ("F32", MemoryMarshal.AsBytes<float>(values).ToArray()),
            ("F64", MemoryMarshal.AsBytes<double>([1, -2.5]).ToArray()),
            ("F16", MemoryMarshal.AsBytes<Half>([(Half)1, (Half)(-2.5)]).ToArray()),
            ("BF16", MemoryMarshal.AsBytes<ushort>([0x3f80, 0xc020]).ToArray()),
        })
        {
            var header = $$"""{"w":{"dtype":"{{type}}","shape":[2],"data_offsets":[0,{{bytes.Length}}] } }""";
            var read = SafetensorsReader.Read(File(header, bytes));
            Assert.That(read.Tensors["w"].Read(), Is.EqualTo(values), type);
        }
    }

    [TestCase("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}""", "not valid JSON")]
    [TestCase("""[]""", "not a JSON object")]
    [TestCase("""{"w":3}""", "an object expected")]
    [TestCase("""{"w":{"shape":[2],"data_offsets":[0,8]}}""", "a dtype of")]
    [TestCase("""{"w":{"dtype":"Q99","shape":[2],"data_offsets":[0,8]}}""", "a dtype of")]
    [TestCase("""{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "shape [3]")]
    [TestCase("""{"w":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}""", "shape [4611686018427387904, 4]")]
    [TestCase("""{"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "whole numbers from 0")]
    [TestCase("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,16]}}""", "within the 8 bytes")]
    [TestCase("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", "begin, end")]
    [TestCase("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "cut off")]
    [TestCase("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "overlap or leave a gap")]
    [TestCase("{" + Pair + ""","v":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "overlap or leave a gap")]
    [TestCase("{" + Pair + "," + Pair + "}", "not valid JSON")]
    [TestCase("""{"__metadata__":7}""", "metadata is not an object")]
    [TestCase("""{"__metadata__":{"a":1}}""", "is not a text")]
    public void A_header_that_lies_is_refused(string header, string message)
    {
        var file = File(header, new byte[8]);
        Assert.That(() => SafetensorsReader.Read(file), Throws.TypeOf<FormatException>().With.Message.Contains(message));
    }

    [Test]
    public void A_header_longer_than_the_file_is_refused()
    {
        var file = File("{}", []);
        foreach (var length in new[] { 3UL, 1UL << 40, ulong.MaxValue })
        {
            BinaryPrimitives.WriteUInt64LittleEndian(file, length);
            Assert.That(() => SafetensorsReader.Read(file), Throws.TypeOf<FormatException>().With.Message.Contains("at most 2"));
        }
    }

    private static byte[] File(string header, byte[] data)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        return [.. length, .. text, .. data];
    }
}
