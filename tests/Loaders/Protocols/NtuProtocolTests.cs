namespace MsMclr.MLNet.Tests;

public class NtuProtocolTests
{
    private static readonly uint[] TestSubjects60 = [3, 6, 7, 10, 11, 12, 20, 21, 22, 23, 24, 26, 29, 30, 32, 33, 36, 37, 39, 40];

    [Test]
    public void Ntu60_tests_on_the_other_twenty_subjects_and_on_the_front_camera()
    {
        Assert.That(Subjects(NtuProtocol.CrossSubject60.Test, 40), Is.EqualTo(TestSubjects60));
        var split = NtuProtocol.CrossView60.Train;
        var training = Enumerable.Range(1, 3).Where(camera => split.Contains(Clip() with { Camera = (uint)camera }));
        Assert.That(training, Is.EqualTo(new[] { 2, 3 }));
    }

    [Test]
    public void Ntu120_trains_on_53_of_106_subjects_or_on_16_of_32_setups()
    {
        Assert.That(Subjects(NtuProtocol.CrossSubject120.Train, 106), Has.Count.EqualTo(53));
        var first = Subjects(NtuProtocol.CrossSubject120.Train, 40);
        Assert.That(first, Is.EqualTo(Subjects(NtuProtocol.CrossSubject60.Train, 40)), "the subjects of NTU-60 keep their side");
        var split = NtuProtocol.CrossSetup120.Train;
        var setups = Enumerable.Range(1, 32).Where(setup => split.Contains(Clip() with { Setup = (uint)setup }));
        Assert.That(setups, Is.EqualTo(Enumerable.Range(1, 16).Select(i => 2 * i)));
    }

    private static List<uint> Subjects(SkeletonSplit split, uint of)
    {
        var subjects = new List<uint>();
        for (var subject = 1u; subject <= of; subject++)
        {
            if (split.Contains(Clip() with { Subject = subject }))
                subjects.Add(subject);
        }

        return subjects;
    }

    private static ClipInfo Clip() => new() { Name = "a", Label = 1 };
}
