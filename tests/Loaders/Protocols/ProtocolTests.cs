using CsCheck;

namespace MsMclr.MLNet.Tests;

public class ProtocolTests
{
    [Test]
    public void Ntu60_tests_on_the_other_twenty_subjects_and_on_the_front_camera()
    {
        Assert.That(Subjects(NtuProtocol.CrossSubject60.Test, 40), Is.EqualTo(new uint[] { 3, 6, 7, 10, 11, 12, 20, 21, 22, 23, 24, 26, 29, 30, 32, 33, 36, 37, 39, 40 }));
        Assert.That(Enumerable.Range(1, 3).Where(camera => NtuProtocol.CrossView60.Train.Contains(new() { Name = "a", Camera = (uint)camera, Label = 1 })), Is.EqualTo(new[] { 2, 3 }));
    }

    [Test]
    public void Ntu120_trains_on_53_of_106_subjects_or_on_16_of_32_setups()
    {
        Assert.That(Subjects(NtuProtocol.CrossSubject120.Train, 106), Has.Count.EqualTo(53));
        Assert.That(Subjects(NtuProtocol.CrossSubject120.Train, 40), Is.EqualTo(Subjects(NtuProtocol.CrossSubject60.Train, 40)), "the subjects of NTU-60 keep their side");
        Assert.That(Enumerable.Range(1, 32).Where(setup => NtuProtocol.CrossSetup120.Train.Contains(new() { Name = "a", Setup = (uint)setup })), Is.EqualTo(Enumerable.Range(1, 16).Select(i => 2 * i)));
    }

    [Test]
    public void A_clip_is_for_training_or_for_testing_never_both_and_later_actions_are_for_neither()
        => Gen.Select(Gen.UInt[1, 110], Gen.UInt[1, 3], Gen.UInt[1, 33], Gen.UInt[0, 120]).Sample((subject, camera, setup, label) =>
        {
            var clip = new ClipInfo { Name = "a", Subject = subject, Camera = camera, Setup = setup, Label = label };
            SkeletonProtocol[] all = [NtuProtocol.CrossSubject60, NtuProtocol.CrossView60, NtuProtocol.CrossSubject120, NtuProtocol.CrossSetup120,
                PkuMmdProtocol.CrossView, NwUclaProtocol.CrossView, NwUclaProtocol.CrossSubject, UtdMhadProtocol.CrossSubject, SkeletonProtocol.LeaveSubjectsOut(3, 5)];
            foreach (var protocol in all)
            {
                var (train, test) = (protocol.Train.Contains(clip), protocol.Test.Contains(clip));
                if (protocol.Train.ActionCount > 0 && label > protocol.Train.ActionCount ? train || test : train == test)
                    return false;
            }

            return true;
        }, iter: 1_000);

    private static List<uint> Subjects(SkeletonSplit split, int of) => [.. Enumerable.Range(1, of).Select(subject => (uint)subject).Where(subject => split.Contains(new() { Name = "a", Subject = subject, Label = 1 }))];
}
