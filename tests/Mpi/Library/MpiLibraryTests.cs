using MsMclr.MLNet.Mpi.Library;

namespace MsMclr.MLNet.Tests;

[Platform("Linux")]
public class MpiLibraryTests
{
    [TestCase("", "libmpi.so.40")]
    [TestCase("OMPI_COMM_WORLD_RANK=0", "libmpi.so.40")]
    [TestCase("PMI_RANK=0", "libmpich.so.12")]
    [TestCase("PMI_RANK=0 OMPI_COMM_WORLD_RANK=0", "libmpi.so.40")]
    public void The_launchers_own_library_comes_first(string environment, string first)
        => Assert.That(MpiLibrary.Names(Variables.Of(environment))[0], Is.EqualTo(first));

    [Test]
    public void A_named_file_that_is_not_there_is_said()
    {
        var named = Variables.Of("MSMCLR_MPI=/nowhere/libmpi.so");
        Assert.That(() => MpiLibrary.Load(named), Throws.InstanceOf<DllNotFoundException>().With.Message.Contains("/nowhere/libmpi.so"));
    }

    [Test]
    public void A_file_that_is_no_MPI_is_said()
    {
        var library = MpiLibrary.Load(Variables.Of("MSMCLR_MPI=libc.so.6"));
        Assert.That(() => new MpiFunctions(library), Throws.InstanceOf<EntryPointNotFoundException>().With.Message.Contains("MSMCLR_MPI"));
    }
}
