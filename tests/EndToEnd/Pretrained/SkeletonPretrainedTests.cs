using System.Text;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>An encoder in a folder that is handed on: whole it loads, and otherwise it is refused with a sentence.</summary>
public class SkeletonPretrainedTests
{
    private const string Results = """
        {"dataset": "synthetic", "split": "ntu60-xsub", "recipe": "default", "epochs": 3, "linear": {"raw": 0.5, "trained": 0.75},
        "knn": {"raw": 0.5, "trained": 0.615}, "few_labels": {"1": {"raw": 0.1, "random_convolutions": 0.3, "trained": 0.2}}}
        """;

    private static readonly MLContext Ml = new(1);
    private static readonly IDataView Clips = Ml.Data.Cache(SmallClips.Load(Ml, subjects: 1));
    private static readonly TemporaryFolder Folder = new();
    private static readonly string[] Files =
        ["README.md", "SHA256SUMS", "config.json", "encoder.onnx", "model.safetensors", "reference.json"];

    private static SkeletonEmbeddingTransformer encoder = null!;
    private static SkeletonPretrainedInfo saved = null!;

    private static string Saved => Folder.File("saved");

    [OneTimeSetUp]
    public void Save()
    {
        encoder = SmallClips.Prepare(Ml).Append(Ml.SelfSupervised.Trainers.MsMclr(SmallClips.Untrained)).Fit(Clips).LastTransformer;
        saved = encoder.SavePretrained(Saved, new SkeletonPretrainedOptions
        {
            Name = "small \"one\"",
            Data = "Made-up people.",
            License = "mit",
            Recipe = "Not trained at all.",
            Limits = "Nobody is recognized by it.",
            ResultsFile = Folder.Write("results.json", Results),
        });
    }

    [OneTimeTearDown]
    public void Dispose()
    {
        encoder.Dispose();
        Folder.Dispose();
    }

    [Test]
    public void A_loaded_encoder_gives_the_same_embeddings_and_has_the_same_hash()
    {
        Assert.That(Directory.EnumerateFiles(Saved).Select(Path.GetFileName), Is.EquivalentTo(Files));
        using var loaded = Ml.Transforms.Skeleton.LoadPretrained(Saved, saved.Sha256);
        using var before = new SkeletonEmbedder(encoder);
        using var after = new SkeletonEmbedder(loaded);
        Assert.That(after.Sha256, Is.EqualTo(before.Sha256).And.EqualTo(saved.EncoderSha256));
        var clip = Clips.GetColumn<float[]>("Clip").First();
        Assert.That(after.Embed(clip), Is.EqualTo(before.Embed(clip)));
        var info = SkeletonPretrained.Check(Ml, Saved);
        Assert.That(info.Name, Is.EqualTo("small \"one\""));
        Assert.That(info.Sha256, Is.EqualTo(saved.Sha256));
        Assert.That((info.Data, info.License), Is.EqualTo(("Made-up people.", "mit")));
    }

    [Test]
    public void The_card_has_a_head_that_hubs_read_and_the_figures_of_the_results()
    {
        var card = File.ReadAllText(Path.Combine(Saved, "README.md"));
        Assert.That(card, Does.StartWith("---\nlicense: \"mit\"\nlibrary_name: msmclr.mlnet\n"));
        Assert.That(card, Does.Contain("- name: \"small \\\"one\\\"\""));
        Assert.That(card, Does.Contain("{type: \"accuracy\", name: \"linear head\", value: 0.75}"));
        Assert.That(card, Does.Contain("| nearest neighbors | 61.5 % | 50.0 % | - |").And.Contains("| 1 labels a class | 20.0 % |"));
        foreach (var told in new[] { "Made-up people.", "Not trained at all.", "Nobody is recognized by it.", saved.EncoderSha256 })
            Assert.That(card, Does.Contain(told));
        var config = JsonNode.Parse(File.ReadAllText(Path.Combine(Saved, "config.json")))!;
        Assert.That((string?)config["layout"], Is.EqualTo(SkeletonLayout.NtuRgbd.Name));
        Assert.That((int)config["preparation"]!["frames"]!, Is.EqualTo(16));
    }

    [Test]
    public void What_nobody_has_told_stands_in_the_card_as_not_told()
    {
        var folder = Folder.File("untold");
        encoder.SavePretrained(folder);
        var card = File.ReadAllText(Path.Combine(folder, "README.md"));
        Assert.That(card, Does.Contain("# untold").And.Contains("## Limits\n\nNot told.").And.Not.Contains("license:"));
        Assert.That(card, Does.Contain("nobody may use the encoder"));
    }

    [Test]
    public void A_folder_with_any_file_changed_or_missing_is_refused_by_name()
    {
        foreach (var name in Files)
        {
            AssertRefused(name, copy => File.Delete(copy));
            AssertRefused(name, copy => File.WriteAllBytes(copy, []));
            AssertRefused(name, copy =>
            {
                var content = File.ReadAllBytes(copy);
                content[content.Length / 2] ^= 1;
                File.WriteAllBytes(copy, content);
            });
        }
    }

    [Test]
    public void Files_that_were_changed_together_with_their_sums_are_refused_where_they_contradict_each_other()
    {
        using var other = SmallClips.Prepare(Ml).Append(Ml.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options
        {
            Epochs = 0,
            Recipe = SmallClips.Recipe,
            Seed = 2,
        })).Fit(Clips).LastTransformer;
        AssertForged("encoder.onnx", file => other.SaveEncoder(file), "another encoder");
        AssertForged("model.safetensors", file => other.SaveWeights(file), "another encoder");
        AssertForged("config.json", file => Edit(file, "\"format\": 1", "\"format\": 9"), "format 9");
        AssertForged("reference.json", file => Edit(file, "\"Scores\":[", "\"Scores\":[7,"), "instead of");
        AssertForged("reference.json", file => Edit(file, "\"InputColumn\":\"Clip\"", "\"InputColumn\":\"Skeleton\""), "none for this");
        AssertForged("reference.json", file => File.WriteAllText(file, "{}"), "no clip");
    }

    [Test]
    public void A_folder_that_is_not_the_expected_one_is_refused()
        => Assert.That(
            () => Ml.Transforms.Skeleton.LoadPretrained(Saved, new string('0', 64)),
            Throws.TypeOf<FormatException>().With.Message.Contains("asked for"));

    [Test]
    public void A_folder_that_holds_anything_is_not_written_into()
    {
        Assert.That(() => encoder.SavePretrained(Saved), Throws.TypeOf<IOException>().With.Message.Contains("Set Replace"));
        Folder.Write("mine/diary.txt", "mine");
        var replace = new SkeletonPretrainedOptions { Replace = true };
        Assert.That(
            () => encoder.SavePretrained(Folder.File("mine"), replace),
            Throws.TypeOf<IOException>().With.Message.Contains("something other"));
        Assert.That(File.ReadAllText(Folder.File("mine/diary.txt")), Is.EqualTo("mine"));
        var again = Folder.File("again");
        encoder.SavePretrained(again);
        encoder.SavePretrained(again, new SkeletonPretrainedOptions { Replace = true, License = "mit" });
        Assert.That(SkeletonPretrained.Check(Ml, again).License, Is.EqualTo("mit"));
        Assert.That(Directory.EnumerateFileSystemEntries(Folder.Path).Where(path => path.Contains("again")), Has.Exactly(1).Items);
    }

    [Test]
    public void Results_that_are_none_leave_no_folder_behind()
    {
        var folder = Folder.File("nothing");
        var options = new SkeletonPretrainedOptions { ResultsFile = Folder.Write("none.json", "[]") };
        Assert.That(() => encoder.SavePretrained(folder, options), Throws.TypeOf<FormatException>().With.Message.Contains("none.json"));
        Assert.That(Directory.Exists(folder), Is.False);
    }

    [Test]
    public void An_encoder_that_does_not_tell_its_preparation_is_compared_by_a_prepared_clip()
    {
        encoder.SaveWeights(Folder.File("weights.safetensors"));
        var bytes = File.ReadAllBytes(Folder.File("weights.safetensors"));
        var text = Encoding.Latin1.GetString(bytes).Replace("msmclr.preparation", "msmclr.preparatiox", StringComparison.Ordinal);
        File.WriteAllBytes(Folder.File("unprepared.safetensors"), Encoding.Latin1.GetBytes(text));
        using var unprepared = Ml.Transforms.Skeleton.LoadEncoder(Folder.File("unprepared.safetensors"));
        Assert.That(unprepared.Preparation, Is.Null);
        unprepared.SavePretrained(Folder.File("unprepared"));
        using var loaded = Ml.Transforms.Skeleton.LoadPretrained(Folder.File("unprepared"));
        Assert.That(loaded.Preparation, Is.Null);
        Assert.That(() => new SkeletonEmbedder(loaded), Throws.ArgumentException.With.Message.Contains("prepared"));
    }

    private static void AssertRefused(string name, Action<string> damage)
    {
        var copy = Copy();
        damage(Path.Combine(copy, name));
        Assert.That(
            () => Ml.Transforms.Skeleton.LoadPretrained(copy),
            Throws.TypeOf<FormatException>().With.Message.Contains(name).Or.Message.Contains("SHA256SUMS"),
            name);
    }

    private static void AssertForged(string name, Action<string> forge, string why)
    {
        var copy = Copy();
        forge(Path.Combine(copy, name));
        var sums = Files.Where(file => file != "SHA256SUMS").Select(file => $"{Digits(Path.Combine(copy, file))}  {file}\n");
        File.WriteAllText(Path.Combine(copy, "SHA256SUMS"), string.Concat(sums));
        Assert.That(() => SkeletonPretrained.Check(Ml, copy), Throws.TypeOf<FormatException>().With.Message.Contains(why), name);
    }

    private static string Copy()
    {
        var copy = Folder.File(Path.GetRandomFileName());
        Directory.CreateDirectory(copy);
        foreach (var file in Files)
            File.Copy(Path.Combine(Saved, file), Path.Combine(copy, file));
        return copy;
    }

    private static void Edit(string file, string old, string with)
    {
        var text = File.ReadAllText(file);
        Assert.That(text, Does.Contain(old));
        File.WriteAllText(file, text.Replace(old, with, StringComparison.Ordinal));
    }

    private static string Digits(string file)
        => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)));
}
