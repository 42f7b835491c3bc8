using DuckDB.NET.Data;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>What DuckDB reads of a folder.</summary>
public class OtherReadersTests
{
    private TemporaryFolder _folder = null!;

    private string Files => _folder.File("*.parquet");

    [OneTimeSetUp]
    public void Write()
    {
        _folder = new TemporaryFolder();
        MadeUpEmbeddings.WriteShards(_folder.Path, count: 3, rows: 100);
    }

    [OneTimeTearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public void Columns_have_the_types_that_queries_expect()
    {
        var types = Query($"SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * FROM '{Files}')");
        string[] expected =
        [
            "features FLOAT[]", "label VARCHAR", "name VARCHAR", "subject UINTEGER", "subject_name VARCHAR", "frame_rate FLOAT",
            "Fold VARCHAR",
        ];
        Assert.That(types, Is.EquivalentTo(expected));
    }

    [Test]
    public void Rows_are_those_that_were_written()
    {
        var view = MadeUpEmbeddings.View(0, 100);
        Assert.That(Query($"SELECT name FROM '{Files}' ORDER BY name"), Is.EqualTo(view.GetColumn<string>("Name")));
        var sums = Query($"SELECT list_sum(features)::DOUBLE FROM '{Files}' ORDER BY name").Select(double.Parse);
        Assert.That(sums, Is.EqualTo(view.GetColumn<float[]>("Features").Select(row => row.Sum(value => (double)value))).Within(1e-4));
        Assert.That(Query($"SELECT DISTINCT len(features) FROM '{Files}'"), Is.EqualTo(new[] { "12" }));
        var unknown = view.GetColumn<uint>("Label").Count(label => label == 0).ToString();
        Assert.That(Query($"SELECT count(*) FROM '{Files}' WHERE label IS NULL"), Is.EqualTo(new[] { unknown }));
        Assert.That(Query($"SELECT DISTINCT label FROM '{Files}' WHERE label IS NOT NULL"), Is.EquivalentTo(MadeUpEmbeddings.Labels));
        Assert.That(
            Query($"SELECT DISTINCT subject || ' ' || subject_name FROM '{Files}' WHERE subject IS NOT NULL"),
            Is.EquivalentTo(new[] { "1 anna", "2 bert", "3 cleo" }));
    }

    [Test]
    public void Neighbors_are_found_by_the_distance_of_lists_of_one_size()
    {
        var nearest = Query(
            $"SELECT b.name FROM '{Files}' a, '{Files}' b WHERE a.name = 'clip 00042' "
            + "ORDER BY array_distance(a.features::FLOAT[12], b.features::FLOAT[12]) LIMIT 1");
        Assert.That(nearest, Is.EqualTo(new[] { "clip 00042" }));
    }

    [Test]
    public void The_metadata_tells_the_encoder()
    {
        var encoder = Query($"SELECT DISTINCT decode(value) FROM parquet_kv_metadata('{Files}') WHERE decode(key) = 'msmclr.encoder'");
        Assert.That(encoder, Is.EqualTo(new[] { new string('a', 64) }));
    }

    private static List<string> Query(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)!);
        return rows;
    }
}
