using MsMclr.MLNet.Mpi.Launching;

namespace MsMclr.MLNet.Tests;

public class LaunchTests
{
    [Test]
    public void A_process_that_is_bound_to_one_core_of_many_is_told()
    {
        var advice = Of("OMPI_COMM_WORLD_LOCAL_SIZE=2").Advice(coresHere: 1, coresOfMachine: 16);
        Assert.That(advice, Has.One.Contains("--map-by slot:PE=8"));
    }

    [Test]
    public void More_threads_than_cores_are_told_with_the_number_to_set()
    {
        var advice = Of("OMPI_COMM_WORLD_LOCAL_SIZE=4").Advice(coresHere: 16, coresOfMachine: 16);
        Assert.That(advice, Has.One.Contains("OMP_NUM_THREADS=4"));
    }

    [TestCase("OMPI_COMM_WORLD_LOCAL_SIZE=4 OMP_NUM_THREADS=4", 16)]
    [TestCase("OMPI_COMM_WORLD_LOCAL_SIZE=4", 4, Description = "each is bound to its own")]
    [TestCase("MPI_LOCALNRANKS=1", 16)]
    [TestCase("", 16)]
    public void A_run_as_it_should_be_hears_nothing(string environment, int coresHere)
        => Assert.That(Of(environment).Advice(coresHere, coresOfMachine: 16), Is.Empty);

    [TestCase("OMPI_COMM_WORLD_SIZE=4")]
    [TestCase("PMI_SIZE=2")]
    [TestCase("SLURM_STEP_NUM_TASKS=2")]
    public void Processes_that_do_not_find_one_another_are_refused(string environment)
    {
        Assert.That(() => Of(environment).RequireAll(1, "MPICH"), Throws.InvalidOperationException.With.Message.Contains("MSMCLR_MPI"));
        Assert.That(() => Of(environment).RequireAll(2, "MPICH"), Throws.Nothing);
        Assert.That(() => Of("").RequireAll(1, "MPICH"), Throws.Nothing);
    }

    [TestCase("0\n", 1)]
    [TestCase("0-3\n", 4)]
    [TestCase("0-3,8,10-11\n", 7)]
    public void Cores_are_counted_as_the_kernel_lists_them(string list, int count) => Assert.That(Cores.Count(list), Is.EqualTo(count));

    private static Launch Of(string environment) => new(Variables.Of(environment));
}
