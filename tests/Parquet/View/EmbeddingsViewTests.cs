using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

public class EmbeddingsViewTests
{
    private const int Rows = 2_000;

    // 8,192 features a row make a row group of 256 rows.
    private const int Size = 8_192;
    private TemporaryFolder _folder = null!;
    private IDataView _view = null!;

    private static MLContext ML => MadeUpEmbeddings.ML;

    [OneTimeSetUp]
    public void Write()
    {
        _folder = new TemporaryFolder();
        for (var shard = 0; shard < 2; shard++)
        {
            var rows = MadeUpEmbeddings.View(shard * Rows / 2, Rows / 2, Size);
            ML.Data.SaveAsSkeletonEmbeddings(rows, _folder.File($"{shard}.parquet"), MadeUpEmbeddings.Options(shard, 2));
        }

        _view = ML.Data.LoadFromSkeletonEmbeddings(_folder.Path);
    }

    [OneTimeTearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public void A_pass_holds_a_row_group_and_not_the_file()
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        using var cursor = _view.GetRowCursor([_view.Schema["Features"]]);
        var get = cursor.GetGetter<VBuffer<float>>(_view.Schema["Features"]);
        var row = default(VBuffer<float>);
        var count = 0;
        while (cursor.MoveNext())
        {
            get(ref row);
            count++;
        }

        Assert.That(count, Is.EqualTo(Rows));
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(20L << 20), "managed memory; a file is 32 MB");
    }

    [Test]
    public void A_shuffled_pass_has_each_row_once_mixes_files_and_is_repeated_by_its_seed()
    {
        var names = Names(new Random(3));
        Assert.That(names, Is.Unique.And.Count.EqualTo(Rows).And.Not.Ordered);
        Assert.That(Names(new Random(3)), Is.EqualTo(names));
        var early = names.Take(100).Count(name => string.CompareOrdinal(name, MadeUpEmbeddings.NameOf(Rows / 2)) < 0);
        Assert.That(early, Is.InRange(20, 80), "of the first hundred, so many are of the first file");
        Assert.That(ML.Data.ShuffleRows(_view, seed: 1).GetColumn<string>("Name").Distinct().Count(), Is.EqualTo(Rows));
    }

    [Test]
    public void A_row_has_the_same_id_and_the_same_values_wherever_it_comes()
    {
        var inOrder = Ids(random: null);
        Assert.That(Ids(new Random(5)), Is.EquivalentTo(inOrder));
        Assert.That(inOrder.Select(row => row.Id), Is.EqualTo(Enumerable.Range(0, Rows).Select(id => (ulong)id)));
    }

    [Test]
    public void Only_what_was_asked_for_is_active_and_can_be_read()
    {
        using var cursor = _view.GetRowCursor([_view.Schema["Name"]]);
        Assert.That(_view.Schema.Where(cursor.IsColumnActive).Select(column => column.Name), Is.EqualTo(new[] { "Name" }));
        Assert.That(() => cursor.GetGetter<uint>(_view.Schema["Label"]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => cursor.GetGetter<uint>(_view.Schema["Name"]), Throws.InvalidOperationException);
        var name = default(ReadOnlyMemory<char>);
        var get = cursor.GetGetter<ReadOnlyMemory<char>>(_view.Schema["Name"]);
        Assert.That(() => get(ref name), Throws.InvalidOperationException, "before the first row");
        Assert.That(cursor.MoveNext(), Is.True);
        get(ref name);
        Assert.That(name.ToString(), Is.EqualTo(MadeUpEmbeddings.NameOf(0)));
    }

    [Test]
    public void Rows_are_counted_where_no_column_is_asked_for()
    {
        using var cursor = _view.GetRowCursor([]);
        var count = 0;
        while (cursor.MoveNext())
            count++;
        Assert.That(count, Is.EqualTo(Rows));
        Assert.That(cursor.MoveNext(), Is.False);
    }

    [Test]
    public void Many_read_at_once()
    {
        var all = new string[4][];
        Parallel.For(0, all.Length, reader => all[reader] = [.. _view.GetColumn<string>("Name")]);
        Assert.That(all, Has.All.EqualTo(all[0]));
    }

    private List<string> Names(Random random) => [.. Ids(random).Select(row => row.Name)];

    private List<(ulong Id, string Name)> Ids(Random? random)
    {
        using var cursor = _view.GetRowCursor([_view.Schema["Name"]], random);
        var getName = cursor.GetGetter<ReadOnlyMemory<char>>(_view.Schema["Name"]);
        var getId = cursor.GetIdGetter();
        var name = default(ReadOnlyMemory<char>);
        var id = default(DataViewRowId);
        var rows = new List<(ulong, string)>();
        while (cursor.MoveNext())
        {
            getName(ref name);
            getId(ref id);
            rows.Add((id.Low, name.ToString()));
        }

        return rows;
    }
}
