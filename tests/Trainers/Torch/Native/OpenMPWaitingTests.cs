using MsMclr.MLNet.Trainers.Torch.Native;

namespace MsMclr.MLNet.Tests;

public class OpenMPWaitingTests
{
    [Test]
    public void Threads_wait_asleep_where_nobody_says_otherwise()
        => Assert.That(Set([]), Is.EqualTo(new[] { ("OMP_WAIT_POLICY", "passive") }));

    [Test]
    public void What_a_program_has_chosen_reaches_native_libraries()
        => Assert.That(Set(new() { ["OMP_WAIT_POLICY"] = "active" }), Is.EqualTo(new[] { ("OMP_WAIT_POLICY", "active") }));

    [TestCase("GOMP_SPINCOUNT")]
    [TestCase("KMP_BLOCKTIME")]
    public void Who_says_how_long_threads_spin_is_left_alone(string variable)
        => Assert.That(Set(new() { [variable] = "1000" }), Is.Empty);

    private static List<(string, string)> Set(Dictionary<string, string> variables)
    {
        var set = new List<(string, string)>();
        OpenMPWaiting.Apply(variables.GetValueOrDefault, (name, value) => set.Add((name, value)));
        return set;
    }
}
