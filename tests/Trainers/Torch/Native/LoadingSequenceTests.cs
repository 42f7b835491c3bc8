using MsMclr.MLNet.Trainers.Torch.Native;

namespace MsMclr.MLNet.Tests;

public class LoadingSequenceTests
{
    private static readonly LoadingSettings Ordinary = new(Folder: null, Repair: true);

    [Test]
    public void Libtorch_is_loaded_before_the_library_that_needs_it_and_TorchSharp_comes_last()
    {
        var recorder = new LoadingRecorder();
        recorder.Run(Ordinary);
        Assert.That(recorder.Calls, Is.EqualTo(new[]
        {
            "load packages/torch_cpu", "load packages/torch", "try packages/LibTorchSharp", "initialize",
        }));
    }

    [Test]
    public void The_repair_comes_only_after_the_plain_load_failed()
    {
        var recorder = new LoadingRecorder { PlainLoads = false };
        recorder.Run(Ordinary);
        Assert.That(recorder.Calls, Is.EqualTo(new[]
        {
            "load packages/torch_cpu", "load packages/torch", "try packages/LibTorchSharp", "repair packages/LibTorchSharp", "initialize",
        }));
    }

    [Test]
    public void Switched_off_TorchSharp_is_left_to_itself()
    {
        var recorder = new LoadingRecorder { PlainLoads = false };
        recorder.Run(Ordinary with { Repair = false });
        Assert.That(recorder.Calls, Is.EqualTo(new[] { "initialize" }));
    }

    [Test]
    public void A_system_that_needs_no_repair_leaves_TorchSharp_to_itself()
    {
        var recorder = new LoadingRecorder { PlainLoads = false, MayNeedRepair = false };
        recorder.Run(Ordinary);
        Assert.That(recorder.Calls, Is.EqualTo(new[] { "initialize" }));
    }

    [TestCase("torch_cpu")]
    [TestCase("LibTorchSharp")]
    public void Where_packages_hold_no_such_library_TorchSharp_looks_for_itself(string missing)
    {
        var recorder = new LoadingRecorder { Missing = missing };
        recorder.Run(Ordinary);
        Assert.That(recorder.Calls, Is.EqualTo(new[] { "initialize" }));
    }

    [Test]
    public void A_folder_of_the_users_own_is_loaded_by_absolute_paths_in_order()
    {
        using var folder = FolderWith("torch", "torch_cuda", "torch_cpu", "c10_cuda", "c10");
        var recorder = new LoadingRecorder { Folder = folder.Path };
        recorder.Run(Ordinary with { Folder = Path.GetRelativePath(Environment.CurrentDirectory, folder.Path) });
        Assert.That(recorder.Calls, Is.EqualTo(new[]
        {
            "load folder/c10", "load folder/torch_cpu", "load folder/torch", "load folder/c10_cuda", "load folder/torch_cuda",
            "try packages/LibTorchSharp", "initialize",
        }));
    }

    [Test]
    public void A_folder_without_CUDA_libraries_will_do([Values] bool repair)
    {
        using var folder = FolderWith("torch", "torch_cpu", "c10");
        var recorder = new LoadingRecorder { Folder = folder.Path, PlainLoads = false };
        recorder.Run(new LoadingSettings(folder.Path, repair));
        string[] repaired = repair ? ["repair packages/LibTorchSharp"] : [];
        string[] expected =
        [
            "load folder/c10", "load folder/torch_cpu", "load folder/torch", "try packages/LibTorchSharp", .. repaired, "initialize",
        ];
        Assert.That(recorder.Calls, Is.EqualTo(expected));
    }

    [Test]
    public void A_folder_that_is_none_or_lacks_a_library_is_refused_before_anything_is_begun()
    {
        using var folder = FolderWith("c10", "torch_cpu");
        var recorder = new LoadingRecorder { Folder = folder.Path };
        Assert.That(() => recorder.Run(new LoadingSettings(folder.Path, Repair: true)), Throws.TypeOf<DllNotFoundException>()
            .With.Message.EqualTo($"MSMCLR_LIBTORCH names '{folder.Path}', which holds no {LibraryName.File("torch")}."));
        var nowhere = folder.File("nowhere");
        Assert.That(() => recorder.Run(new LoadingSettings(nowhere, Repair: true)), Throws.TypeOf<DllNotFoundException>()
            .With.Message.EqualTo($"MSMCLR_LIBTORCH names '{nowhere}', which is not a folder."));
        Assert.That(recorder.Calls, Does.Not.Contain("initialize"));
    }

    [Test]
    public void A_library_of_the_folder_that_does_not_load_is_named()
    {
        using var folder = FolderWith("c10", "torch_cpu", "torch");
        var recorder = new LoadingRecorder { Folder = folder.Path, Broken = "torch_cpu" };
        Assert.That(() => recorder.Run(new LoadingSettings(folder.Path, Repair: true)), Throws.TypeOf<DllNotFoundException>()
            .With.Message.Contains(LibraryName.File("torch_cpu")).And.Message.Contains("broken"));
    }

    [Test]
    public void What_TorchSharp_cannot_find_becomes_a_sentence_that_names_the_package()
    {
        var recorder = new LoadingRecorder { InitializeFails = true };
        Assert.That(() => recorder.Run(Ordinary), Throws.TypeOf<DllNotFoundException>()
            .With.Message.StartsWith("libtorch could not be loaded: add the package libtorch-cpu-")
            .And.Message.Contains("TorchSharp 1.2.3").And.Message.Contains("MSMCLR_LIBTORCH").And.Message.Contains("no such thing")
            .And.Message.Not.Contains("MSMCLR_TORCH_REPAIR").And.InnerException.TypeOf<NotSupportedException>());
    }

    [Test]
    public void A_failure_with_the_repair_switched_off_mentions_the_switch_first()
    {
        var recorder = new LoadingRecorder { InitializeFails = true };
        Assert.That(() => recorder.Run(Ordinary with { Repair = false }), Throws.TypeOf<DllNotFoundException>()
            .With.Message.StartsWith("MSMCLR_TORCH_REPAIR is 0: ").And.Message.Contains("add the package libtorch-cpu-"));
    }

    [Test]
    public void A_package_whose_library_does_not_load_is_named_too()
    {
        var recorder = new LoadingRecorder { Broken = "torch_cpu" };
        Assert.That(() => recorder.Run(Ordinary), Throws.TypeOf<DllNotFoundException>()
            .With.Message.StartsWith("libtorch could not be loaded: add the package libtorch-cpu-").And.Message.Contains("broken"));
        Assert.That(recorder.Calls, Does.Not.Contain("initialize"));
    }

    private static TemporaryFolder FolderWith(params string[] libraries)
    {
        var folder = new TemporaryFolder();
        foreach (var library in libraries)
            File.Create(Path.Combine(folder.Path, LibraryName.File(library))).Dispose();
        return folder;
    }
}
