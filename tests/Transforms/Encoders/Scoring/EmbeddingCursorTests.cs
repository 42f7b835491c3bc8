using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

public class EmbeddingCursorTests
{
    private static readonly float[][] Clips = EmbeddingFixture.Clips(23);
    private static readonly float[][] Expected = EmbeddingFixture.Oracle(GoldenEncoders.Small(), Clips);

    [Test]
    public void Batches_give_the_bits_of_one_clip_at_a_time([Values(1, 2, 5, 64)] int batchSize)
    {
        using var embed = EmbeddingFixture.Transformer(batchSize);
        Assert.That(embed.Transform(EmbeddingFixture.View(Clips)).Vectors("Features"), Is.EqualTo(Expected));
    }

    [Test]
    public void Streams_and_body_means_agree_with_the_saved_and_the_plain_form([Values] SkeletonStream stream, [Values] bool excludeAbsent)
    {
        var encoder = GoldenEncoders.Small(excludeAbsent, stream);
        float[][] clips = [.. Clips.Take(7), new float[EmbeddingFixture.Shape.Length]];
        using var embed = EmbeddingFixture.Transformer(encoder: encoder);
        var scored = embed.Transform(EmbeddingFixture.View(clips)).Vectors("Features").ToArray();
        Assert.That(scored, Is.EqualTo(EmbeddingFixture.Oracle(encoder, clips)));
        foreach (var (features, plain) in scored.Zip(EmbeddingFixture.PlainOracle(encoder, clips)))
            Assert.That(features, Is.EqualTo(plain).Within(1e-5 * plain.Max(Math.Abs)));
    }

    [Test]
    public void Rows_stay_together_over_a_source_that_changes_its_order()
    {
        using var embed = EmbeddingFixture.Transformer();
        var view = embed.Transform(EmbeddingFixture.View(Clips, reorders: true));
        for (var pass = 0; pass < 4; pass++)
            Assert.That(Numbers(view, null), Is.EquivalentTo(Enumerable.Range(0, Clips.Length)), $"pass {pass}");
    }

    [Test]
    public void Rows_stay_together_when_shuffled()
    {
        using var embed = EmbeddingFixture.Transformer();
        var numbers = Numbers(embed.Transform(EmbeddingFixture.View(Clips)), new Random(3));
        Assert.That(numbers, Is.EquivalentTo(Enumerable.Range(0, Clips.Length)).And.Not.Ordered);
    }

    [Test]
    public void Parallel_cursors_give_every_row_once()
    {
        using var embed = EmbeddingFixture.Transformer(2);
        var view = embed.Transform(EmbeddingFixture.View(Clips));
        var cursors = view.GetRowCursorSet(view.Schema, 3);
        var numbers = cursors.AsParallel().WithDegreeOfParallelism(3).SelectMany(Read).ToArray();
        Assert.That(numbers, Is.EquivalentTo(Enumerable.Range(0, Clips.Length)));
    }

    [Test]
    public void There_is_one_source_cursor_and_it_is_asked_for_no_more_than_is_needed()
    {
        var source = EmbeddingFixture.View(Clips);
        using var embed = EmbeddingFixture.Transformer();
        _ = embed.Transform(source).Vectors("Features");
        Assert.That((source.Cursors, source.Open, source.Reads), Is.EqualTo((1, 0, Clips.Length)));
        Assert.That(source.LastActive, Is.EqualTo(new[] { false, true, false }));
    }

    [Test]
    public void A_pass_that_does_not_ask_for_the_embedding_reads_no_clip()
    {
        var source = EmbeddingFixture.View(Clips);
        using var embed = EmbeddingFixture.Transformer();
        Assert.That(embed.Transform(source).GetColumn<int>("Number"), Is.EqualTo(Enumerable.Range(0, Clips.Length)));
        Assert.That(source.Reads, Is.Zero);
    }

    [Test]
    public void A_cursor_is_active_only_in_what_was_asked_of_it()
    {
        using var embed = EmbeddingFixture.Transformer();
        var view = embed.Transform(EmbeddingFixture.View(Clips));
        using var cursor = view.GetRowCursor([view.Schema["Features"]]);
        Assert.That(view.Schema.Where(cursor.IsColumnActive).Select(column => column.Name), Is.EqualTo(new[] { "Features" }));
        Assert.That(() => cursor.GetGetter<int>(view.Schema["Number"]), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => cursor.GetGetter<float>(view.Schema["Features"]), Throws.InvalidOperationException);
    }

    [Test]
    public void An_empty_view_stays_empty()
    {
        using var embed = EmbeddingFixture.Transformer();
        var view = embed.Transform(EmbeddingFixture.View([]));
        Assert.That(view.Vectors("Features"), Is.Empty);
        Assert.That(view.Schema["Features"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 16)));
    }

    [Test]
    public void Many_threads_share_a_transformer()
    {
        using var embed = EmbeddingFixture.Transformer();
        Parallel.For(0, 8, _ => Assert.That(embed.Transform(EmbeddingFixture.View(Clips)).Vectors("Features"), Is.EqualTo(Expected)));
    }

    // Checks that the features are those of the row's number, and gives the numbers.
    private static int[] Numbers(IDataView view, Random? order)
    {
        using var cursor = view.GetRowCursor(view.Schema, order);
        return Read(cursor);
    }

    private static int[] Read(DataViewRowCursor cursor)
    {
        var numbers = new List<int>();
        var number = cursor.GetGetter<int>(cursor.Schema["Number"]);
        var features = cursor.GetGetter<VBuffer<float>>(cursor.Schema["Features"]);
        var name = cursor.GetGetter<ReadOnlyMemory<char>>(cursor.Schema["Name"]);
        var id = cursor.GetIdGetter();
        var vector = default(VBuffer<float>);
        while (cursor.MoveNext())
        {
            var at = 0;
            var text = default(ReadOnlyMemory<char>);
            var row = default(DataViewRowId);
            features(ref vector);
            number(ref at);
            name(ref text);
            id(ref row);
            Assert.That(vector.DenseValues(), Is.EqualTo(Expected[at]));
            Assert.That((text.ToString(), row.Low), Is.EqualTo(($"row {at}", (ulong)at)));
            Assert.That(cursor.Position, Is.EqualTo(numbers.Count));
            numbers.Add(at);
        }

        cursor.Dispose();
        return [.. numbers];
    }
}
