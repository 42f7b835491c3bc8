using CsCheck;

namespace MsMclr.MLNet.Tests;

public class ActionIntervalFileTests
{
    private static readonly ActionInterval[] Some =
    [
        new() { Recording = "hall, \"east\"", Start = 0, End = 44, Action = "wave", Confidence = 0.1f, Person = 2 },
        new() { Recording = "", Start = 12, End = 12, Action = "eat meal/snack" },
        new() { Recording = "A10N08-L", Start = 3_000_000_000, End = 3_000_000_009, Action = "sit\ndown", Confidence = 0 },
    ];

    private TemporaryFolder _folder = null!;

    private string File => _folder.File("intervals.csv");

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public void What_was_written_is_read_back()
    {
        ActionIntervalFile.Write(File, Some);
        Assert.That(ActionIntervalFile.Read(File), Is.EqualTo(Some));
        var lines = System.IO.File.ReadAllLines(File);
        Assert.That(lines[0], Is.EqualTo("recording,start,end,action,confidence,person"));
        Assert.That(lines[1], Is.EqualTo("\"hall, \"\"east\"\"\",0,44,wave,0.1,2"));
        Assert.That(lines[2], Is.EqualTo(",12,12,eat meal/snack,1,"));
    }

    [Test]
    public void Any_intervals_are_read_back()
        => Gen.Select(Gen.Long[0, 1_000_000], Gen.Int[0, 1_000], Gen.Float[0, 1], Gen.Int[0, 9]).Array[0, 20].Sample(all =>
        {
            ActionInterval[] intervals = [.. all.Select(one => new ActionInterval
            {
                Start = one.Item1, End = one.Item1 + one.Item2, Action = $"a{one.Item2 % 5}", Confidence = one.Item3, Person = one.Item4,
            })];
            ActionIntervalFile.Write(File, intervals);
            return ActionIntervalFile.Read(File).SequenceEqual(intervals);
        }, iter: 100, threads: 1);

    [TestCase("start,end\n1,2\n", "line 1: there is no column 'action'")]
    [TestCase("action,start,end\nwave,5,4\n", "line 2: the interval ends (frame 4) before it begins (frame 5)")]
    [TestCase("action,start,end\nwave,x,4\n", "line 2: column 'start': 'x' is not a whole number")]
    [TestCase("action,start,end\nwave,-3,4\n", "line 2: column 'start': '-3' is not a whole number of 0 or more")]
    [TestCase("action,start,end,confidence\nwave,1,4,much\n", "line 2: column 'confidence': 'much' is not a number")]
    [TestCase("action,start,end\n,1,4\n", "line 2: column 'action': '' names no action")]
    public void What_is_no_such_table_is_refused_with_its_line(string text, string reason)
    {
        System.IO.File.WriteAllText(File, text);
        Assert.That(() => ActionIntervalFile.Read(File), Throws.TypeOf<SkeletonFileException>().With.Message.Contains(reason));
    }

    [Test]
    public void A_file_that_is_not_there_is_named()
    {
        string[] told =
        [
            Assert.Throws<SkeletonFileException>(() => ActionIntervalFile.Read(_folder.File("none.csv")))!.Message,
            Assert.Throws<SkeletonFileException>(() => ActionIntervalFile.ReadPkuMmd(_folder.Path, "A10N08-L"))!.Message,
        ];
        Assert.That(told, Is.All.Contains("the file of intervals cannot be read"));
    }

    [TestCase("0001-L.label.txt")]
    [TestCase("0001-L.txt")]
    public void Label_files_of_PKU_MMD_count_from_one(string name)
    {
        System.IO.File.WriteAllText(_folder.File(name), "1,0,30,1\n51,31,60,2\n");
        var read = ActionIntervalFile.ReadPkuMmd(_folder.Path, "0001-L");
        Assert.That(read, Is.EqualTo(new ActionInterval[]
        {
            new() { Recording = "0001-L", Start = 0, End = 29, Action = "bow" },
            new() { Recording = "0001-L", Start = 30, End = 59, Action = "writing" },
        }));
    }
}
