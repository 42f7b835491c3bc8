using System.Collections;
using MsMclr.MLNet.Cli.Embed.Shards;

namespace MsMclr.MLNet.Tests;

public class ShardOptionsTests
{
    [TestCase(120, null, "", 120, 0, 1)]
    [TestCase(null, null, "", null, 0, 1)]
    [TestCase(null, "7/120", "", 120, 7, 120)]
    [TestCase(480, "7/120", "", 480, 7, 120)]
    [TestCase(120, null, "SLURM_ARRAY_TASK_ID=3", 120, 3, 120)]
    [TestCase(120, null, "SLURM_ARRAY_TASK_ID=120", 120, 0, 120)]
    [TestCase(120, null, "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_COUNT=1 SLURM_ARRAY_TASK_MIN=3", 120, 3, 120)]
    [TestCase(120, null, "JOB_COMPLETION_INDEX=119", 120, 119, 120)]
    [TestCase(120, null, "OMPI_COMM_WORLD_RANK=1 OMPI_COMM_WORLD_SIZE=8", 120, 1, 8)]
    [TestCase(120, null, "PMI_RANK=2 PMI_SIZE=4", 120, 2, 4)]
    [TestCase(120, null, "SLURM_PROCID=2 SLURM_STEP_NUM_TASKS=4", 120, 2, 4)]
    [TestCase(120, null, "SLURM_PROCID=0 SLURM_NTASKS=4", 120, 0, 1)]
    [TestCase(120, null, "OMPI_COMM_WORLD_RANK=0 OMPI_COMM_WORLD_SIZE=1", 120, 0, 1)]
    [TestCase(120, null, "SLURM_ARRAY_TASK_ID=3 SLURM_PROCID=0 SLURM_STEP_NUM_TASKS=1", 120, 3, 120)]
    [TestCase(120, "0/1", "SLURM_ARRAY_TASK_ID=3", 120, 0, 1)]
    public void A_process_knows_its_part(int? shards, string? shard, string variables, int? count, int worker, int workers)
        => Assert.That(Of(shards, shard, variables), Is.EqualTo(new ShardChoice(count, worker, workers)));

    [TestCase(null, null, "SLURM_ARRAY_TASK_ID=3", "SLURM_ARRAY_TASK_ID is 3, and how many shards there are is not said: add --shards N")]
    [TestCase(null, null, "OMPI_COMM_WORLD_RANK=1 OMPI_COMM_WORLD_SIZE=8", "add --shards N")]
    [TestCase(120, null, "JOB_COMPLETION_INDEX=120", "--shards 120 are 0 to 119")]
    [TestCase(120, null, "SLURM_ARRAY_TASK_ID=3 OMPI_COMM_WORLD_RANK=1 OMPI_COMM_WORLD_SIZE=8", "say it yourself by --shard")]
    [TestCase(120, null, "SLURM_ARRAY_TASK_ID=%a", "which is no number")]
    [TestCase(0, null, "", "expected 1 to 100000")]
    [TestCase(4, "0/8", "", "8 processes cannot share --shards 4")]
    [TestCase(null, "8/8", "", "expected I/N with I from 0 to N - 1")]
    [TestCase(null, "-1/8", "", "expected I/N")]
    [TestCase(null, "8", "", "expected I/N")]
    [TestCase(null, "1/2/3", "", "expected I/N")]
    public void What_does_not_tell_is_refused(int? shards, string? shard, string variables, string reason)
        => Assert.That(() => Of(shards, shard, variables), Throws.TypeOf<FormatException>().With.Message.Contains(reason));

    [TestCase(0, 119)]
    [TestCase(1, 120)]
    [TestCase(1000, 1119)]
    public void An_array_of_as_many_ids_as_shards_has_each_shard_once_wherever_it_begins(int first, int last)
    {
        var ids = Enumerable.Range(first, last - first + 1);
        var shards = ids.SelectMany(id => Of(120, null, $"SLURM_ARRAY_TASK_ID={id}").Of(120));
        Assert.That(shards, Is.EquivalentTo(Enumerable.Range(0, 120)));
    }

    [Test]
    public void Processes_together_have_each_shard_once()
    {
        var shards = Enumerable.Range(0, 7).SelectMany(worker => new ShardChoice(120, worker, 7).Of(120));
        Assert.That(shards, Is.EquivalentTo(Enumerable.Range(0, 120)));
    }

    private static ShardChoice Of(int? shards, string? shard, string variables)
    {
        IDictionary given = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('='))
            .ToDictionary(words => words[0], words => words[1]);
        return ShardOptions.Of(shards, shard, given);
    }
}
