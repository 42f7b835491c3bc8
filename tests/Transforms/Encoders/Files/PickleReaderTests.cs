using MsMclr.MLNet.Transforms.Encoders.Files;

namespace MsMclr.MLNet.Tests;

public class PickleReaderTests
{
    // Written by Python's own pickler: pickle_like_torch.py, beside this file.
    private const string Protocol2 =
        "gAJ9cQAoWAUAAABlcG9jaHEBTSwBWAQAAABsb3NzcQJHv+AAAAAAAABYAwAAAGJpZ3EDigYAAAAAAAFYBQAAAG1pbnVzcQRK+f///1gFAAAAZm" +
        "xhZ3NxBV1xBiiIiU5lWAQAAABuYW1lcQdYBQAAAGNhZsOpcQhYCgAAAHN0YXRlX2RpY3RxCWNjb2xsZWN0aW9ucwpPcmRlcmVkRGljdApxCilS" +
        "cQsoWAEAAABhcQxjdG9yY2guX3V0aWxzCl9yZWJ1aWxkX3RlbnNvcl92MgpxDSgoWAcAAABzdG9yYWdlcQ5jdG9yY2gKRmxvYXRTdG9yYWdlCn" +
        "EPWAEAAAAwcRBYAwAAAGNwdXERSwZ0cRJRSwBLAksDhnETSwNLAYZxFIloCilScRV0cRZScRdYAQAAAGJxGGgNKGgSUUsASwNLAoZxGUsBSwOG" +
        "cRqJaAopUnEbdHEcUnEdWAEAAABjcR5oDSgoaA5jdG9yY2gKSGFsZlN0b3JhZ2UKcR9YAQAAADFxIGgRSnARAQB0cSFRSm8RAQApKYloCilScS" +
        "J0cSNScSR1fXElWAkAAABfbWV0YWRhdGFxJmgKKVJxJ1gAAAAAcSh9cSlYBwAAAHZlcnNpb25xKksBc3NzYlgGAAAAZ3JvdXBzcStdcSx9cS0o" +
        "WAIAAABscnEuRz+5mZmZmZmaWAYAAABwYXJhbXNxL11xMChLAEsBSnARAQBldWFLA1gIAAAAbGVmdCBvdXRxMVgEAAAAcGFpcnEySwFLAoVxMy" +
        "mHcTR1Lg==";
    private const string Protocol4 =
        "gASV1QEAAAAAAAB9lCiMBWVwb2NolE0sAYwEbG9zc5RHv+AAAAAAAACMA2JpZ5SKBgAAAAAAAYwFbWludXOUSvn///+MBWZsYWdzlF2UKIiJTm" +
        "WMBG5hbWWUjAVjYWbDqZSMCnN0YXRlX2RpY3SUjAtjb2xsZWN0aW9uc5SMC09yZGVyZWREaWN0lJOUKVKUKIwBYZSMDHRvcmNoLl91dGlsc5SM" +
        "El9yZWJ1aWxkX3RlbnNvcl92MpSTlCgojAdzdG9yYWdllIwFdG9yY2iUjAxGbG9hdFN0b3JhZ2WUk5SMATCUjANjcHWUSwZ0lFFLAEsCSwOGlE" +
        "sDSwGGlIloDClSlHSUUpSMAWKUaBEoaBhRSwBLA0sChpRLAUsDhpSJaAwpUpR0lFKUjAFjlGgRKChoEmgTjAtIYWxmU3RvcmFnZZSTlIwBMZRo" +
        "F0pwEQEAdJRRSm8RAQApKYloDClSlHSUUpR1fZSMCV9tZXRhZGF0YZRoDClSlIwAlH2UjAd2ZXJzaW9ulEsBc3NzYowGZ3JvdXBzlF2UfZQojA" +
        "JscpRHP7mZmZmZmZqMBnBhcmFtc5RdlChLAEsBSnARAQBldWFLA4wIbGVmdCBvdXSUjARwYWlylEsBSwKFlCmHlHUu";

    [TestCase(Protocol2)]
    [TestCase(Protocol4)]
    public void What_python_pickles_is_read(string base64)
    {
        var checkpoint = (PickledDictionary)PickleReader.Read(Convert.FromBase64String(base64))!;
        string[] keys = ["epoch", "loss", "big", "minus", "flags", "name", "state_dict", "groups", "pair"];
        Assert.That(checkpoint.Keys, Is.EqualTo(keys), "a key that is no text is left out");
        Assert.That(checkpoint["epoch"], Is.EqualTo(300L));
        Assert.That(checkpoint["loss"], Is.EqualTo(-0.5));
        Assert.That(checkpoint["big"], Is.EqualTo(1L << 40));
        Assert.That(checkpoint["minus"], Is.EqualTo(-7L));
        Assert.That(checkpoint["name"], Is.EqualTo("café"));
        Assert.That(checkpoint["flags"], Is.EqualTo(new List<object?> { true, false, null }));
        Assert.That(checkpoint["pair"], Is.EqualTo(new object[] { 1L, new object[] { 2L }, Array.Empty<object>() }));
        var state = StateDictionary.Of(checkpoint).ToDictionary(pair => pair.Key, pair => pair.Value);
        Assert.That(state["b"].Offset, Is.Zero);
        Assert.That(state["b"].Shape, Is.EqualTo(new[] { 3L, 2L }));
        Assert.That(state["b"].Strides, Is.EqualTo(new[] { 1L, 3L }));
        Assert.That(state["b"].Storage, Is.EqualTo(state["a"].Storage), "a shared storage");
        Assert.That(state["c"].Offset, Is.EqualTo(69999L));
        Assert.That(state["c"].Shape, Is.Empty);
        Assert.That((state["c"].Storage.Type, state["c"].Storage.Count), Is.EqualTo((ElementType.Float16, 70000L)));
    }

    [Test]
    public void Cut_anywhere_it_is_a_format_error()
    {
        var pickle = Convert.FromBase64String(Protocol2);
        for (var length = 0; length < pickle.Length; length++)
            Assert.That(() => PickleReader.Read(pickle[..length]), Throws.TypeOf<FormatException>(), $"{length} bytes");
    }

    [TestCase("os", "system")]
    [TestCase("builtins", "eval")]
    [TestCase("torch", "load")]
    [TestCase("torch.storage", "_load_from_bytes")]
    [TestCase("numpy.core.multiarray", "scalar")]
    public void Any_other_global_is_refused_by_name_before_anything_is_called(string module, string name)
    {
        var evil = new TorchFile().Global(module, name).Write('(').Text("touch /tmp/owned").Write('t', 'R');
        var stacked = new TorchFile().Text(module).Text(name).Write(0x93);
        foreach (var file in new[] { evil, stacked })
        {
            var error = Assert.Throws<FormatException>(() => PickleReader.Read(file.Pickle()))!;
            Assert.That(error.Message, Does.Contain($"'{module}.{name}'").And.Contain("model.state_dict()"));
        }
    }

    [TestCase(new int[] { 'i' }, "0x69")]
    [TestCase(new int[] { 0x81 }, "0x81")]
    [TestCase(new int[] { 'R' }, "more values than there are")]
    [TestCase(new int[] { 't' }, "a mark that is not there")]
    [TestCase(new int[] { 'N', '(', 'a' }, "more values than there are")]
    [TestCase(new int[] { 'N', 'N', 'a' }, "no list")]
    [TestCase(new int[] { 'N', 'N', 'N', 's' }, "no dict")]
    [TestCase(new int[] { '}', '(', 'N', 'u' }, "a value for every key")]
    [TestCase(new int[] { 'h', 9 }, "entry 9 of its memo")]
    [TestCase(new int[] { 'N', 'N', 'R' }, "without a tuple")]
    [TestCase(new int[] { 'N', ')', 'R' }, "arguments that PyTorch does not write")]
    [TestCase(new int[] { 'N', 'Q' }, "zip format does not")]
    [TestCase(new int[] { 'N', 'N', 'b' }, "no dict")]
    [TestCase(new int[] { 0x8c, 1, 0xff }, "not UTF-8")]
    [TestCase(new int[] { 0x8a, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, "at most 64 bits")]
    [TestCase(new int[] { 'X', 0xff, 0xff, 0xff, 0xff }, "more than 2 GB")]
    public void Senseless_operations_are_format_errors(int[] operations, string message)
    {
        var pickle = new TorchFile().Write(operations).Pickle();
        Assert.That(() => PickleReader.Read(pickle), Throws.TypeOf<FormatException>().With.Message.Contains(message));
    }

    [Test]
    public void A_list_that_holds_itself_is_read_and_followed_by_nobody()
    {
        var pickle = new TorchFile().Write(']', 'q', 0, 'h', 0, 'a').Pickle();
        Assert.That((List<object?>)PickleReader.Read(pickle)!, Has.Count.EqualTo(1));
    }
}
