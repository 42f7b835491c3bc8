using System.IO.Compression;
using System.Runtime.InteropServices;
using MsMclr.MLNet.Transforms.Encoders.Files;

namespace MsMclr.MLNet.Tests;

public class TorchArchiveTests
{
    private static readonly float[] Numbers = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

    [Test]
    public void Every_floating_point_type_is_read()
    {
        float[] values = [1, -2.5f, 0.125f, 1024];
        foreach (var (type, bytes) in new[]
        {
            ("FloatStorage", MemoryMarshal.AsBytes<float>(values).ToArray()),
            ("DoubleStorage", MemoryMarshal.AsBytes<double>([.. values.Select(value => (double)value)]).ToArray()),
            ("HalfStorage", MemoryMarshal.AsBytes<Half>([.. values.Select(value => (Half)value)]).ToArray()),
            ("BFloat16Storage", MemoryMarshal.AsBytes<ushort>([.. values.Select(UpperHalf)]).ToArray()),
        })
            Assert.That(Read(One(type, bytes, 4, 0, [4], [1])), Is.EqualTo(values), type);
    }

    [Test]
    public void Views_are_read_in_the_order_of_their_strides()
    {
        float[] transposed = [0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11];
        Assert.That(Read(One([3, 4], [1, 3])), Is.EqualTo(transposed), "transposed");
        Assert.That(Read(One([2, 2], [4, 2], offset: 1)), Is.EqualTo(new float[] { 1, 3, 5, 7 }), "every other one, from the second");
        Assert.That(Read(One([], [], offset: 11)), Is.EqualTo(new float[] { 11 }), "a number by itself");
        Assert.That(Read(One([2, 0, 3], [7, 9, 1])), Is.Empty);
        var single = Read(One([1, 4, 1], [99, 1, 77], offset: 8));
        Assert.That(single, Is.EqualTo(new float[] { 8, 9, 10, 11 }), "strides of single places mean nothing");
    }

    [TestCase(new[] { 12L }, new[] { 1L }, 1L, "outside its storage")]
    [TestCase(new[] { 3L, 5L }, new[] { 4L, 1L }, 0L, "outside its storage")]
    [TestCase(new[] { long.MaxValue, long.MaxValue }, new[] { long.MaxValue, long.MaxValue }, 0L, "outside its storage")]
    [TestCase(new[] { 1L << 40 }, new[] { 0L }, 0L, "repeats the 12 numbers")]
    [TestCase(new[] { 2L }, new[] { -1L }, 1L, "whole numbers from 0")]
    [TestCase(new[] { 2L }, new[] { 1L }, -1L, "outside its storage")]
    [TestCase(new[] { 2L, 2L }, new[] { 1L }, 0L, "2 sizes and 1 strides")]
    public void Views_that_leave_their_storage_or_blow_it_up_are_refused(long[] shape, long[] strides, long offset, string message)
        => AssertRefused(() => Read(One(shape, strides, offset)), message);

    [Test]
    public void A_storage_that_is_short_or_missing_is_told()
    {
        AssertRefused(() => Read(One("FloatStorage", new byte[47], 12, 0, [3], [1])), "'data/0' has 47 bytes");
        AssertRefused(() => Read(One("FloatStorage", null, 12, 0, [3], [1])), "no 'data/0'");
    }

    [TestCase("state_dict")]
    [TestCase("model")]
    [TestCase("model_state_dict")]
    public void A_checkpoint_is_unwrapped(string wrapper)
    {
        var file = TorchFile.StateDict([("w", new([2], [1, 2]))], wrapper);
        Assert.That(Read(file), Is.EqualTo(new float[] { 1, 2 }));
    }

    [Test]
    public void A_changed_number_is_damage()
    {
        var file = TorchFile.StateDict([("w", new([3], [1, 1234.5f, 3]))]);
        var at = file.AsSpan().IndexOf(BitConverter.GetBytes(1234.5f));
        file[at] ^= 1;
        AssertRefused(() => Read(file), "data/0' is damaged");
    }

    [Test]
    public void Archives_that_torch_save_does_not_write_are_refused()
    {
        var bomb = new TorchFile().Dictionary().Text("w").Tensor(new([99999], new float[99999])).Write('s');
        AssertRefused(() => Open(bomb.Zip(CompressionLevel.Optimal)), "compresses nothing");
        AssertRefused(() => Open(new TorchFile().Dictionary().Entry("archive/constants.pkl", [1]).Zip()), "TorchScript");
        AssertRefused(() => Open(new TorchFile().Dictionary().Entry("archive/byteorder", "big"u8.ToArray()).Zip()), "little-endian");
        AssertRefused(() => Open(new TorchFile().Dictionary().Entry("other/data.pkl", [1]).Zip()), "2 files data.pkl");
        AssertRefused(() => Open(new TorchFile().Write('N').Zip()), "no dict");
        AssertRefused(() => Open(new TorchFile().Dictionary().Text("epoch").Number(3).Write('s').Zip()), "its keys are 'epoch'");
    }

    private static void AssertRefused(Func<object> read, string message)
        => Assert.That(() => read(), Throws.TypeOf<FormatException>().With.Message.Contains(message));

    private static ushort UpperHalf(float value) => (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16);

    private static byte[] One(long[] shape, long[] strides, long offset = 0)
        => One("FloatStorage", MemoryMarshal.AsBytes<float>(Numbers).ToArray(), 12, offset, shape, strides);

    private static byte[] One(string type, byte[]? storage, long count, long offset, long[] shape, long[] strides)
        => new TorchFile().Dictionary().Text("w").Tensor(type, storage, count, offset, shape, strides).Write('s').Zip();

    private static float[] Read(byte[] file) => Open(file).Tensors["w"].Read();

    private static WeightFile Open(byte[] file) => TorchArchive.Read(new ZipArchive(new MemoryStream(file)), file.Length);
}
