using MsMclr.MLNet.Trainers.Torch.Native;

namespace MsMclr.MLNet.Tests;

public class LoadingSettingsTests
{
    [TestCase(null, true)]
    [TestCase("", true)]
    [TestCase("1", true)]
    [TestCase("0", false)]
    public void The_repair_is_on_unless_it_is_switched_off(string? value, bool repair)
        => Assert.That(Read(LoadingSettings.RepairVariable, value), Is.EqualTo(new LoadingSettings(Folder: null, repair)));

    [TestCase("false")]
    [TestCase(" 0")]
    [TestCase("2")]
    public void Another_value_of_the_switch_is_refused(string value)
        => Assert.That(() => Read(LoadingSettings.RepairVariable, value), Throws.TypeOf<DllNotFoundException>()
            .With.Message.EqualTo($"MSMCLR_TORCH_REPAIR is '{value}'; set it to 0 (off) or 1 (on, the default)."));

    [TestCase(null, null)]
    [TestCase("", null)]
    [TestCase("/opt/torch/lib", "/opt/torch/lib")]
    public void A_folder_is_the_one_that_is_named(string? value, string? folder)
        => Assert.That(Read(LoadingSettings.FolderVariable, value), Is.EqualTo(new LoadingSettings(folder, Repair: true)));

    private static LoadingSettings Read(string name, string? value) => LoadingSettings.Read(asked => asked == name ? value : null);
}
