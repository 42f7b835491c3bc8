using CsCheck;

namespace MsMclr.MLNet.Tests;

public class SkeletonProtocolTests
{
    private static readonly SkeletonProtocol[] All =
    [
        NtuProtocol.CrossSubject60, NtuProtocol.CrossView60, NtuProtocol.CrossSubject120, NtuProtocol.CrossSetup120,
        PkuMmdProtocol.CrossView, NwUclaProtocol.CrossView, NwUclaProtocol.CrossSubject, UtdMhadProtocol.CrossSubject,
        SkeletonProtocol.LeaveSubjectsOut(3, 5),
    ];

    [Test]
    public void A_clip_is_for_training_or_for_testing_and_later_actions_are_for_neither()
        => Gen.Select(Gen.UInt[1, 110], Gen.UInt[1, 3], Gen.UInt[1, 33], Gen.UInt[0, 120]).Sample((subject, camera, setup, label) =>
        {
            var clip = new ClipInfo { Name = "a", Subject = subject, Camera = camera, Setup = setup, Label = label };
            foreach (var protocol in All)
            {
                var train = protocol.Train.Contains(clip);
                var test = protocol.Test.Contains(clip);
                var isLater = protocol.Train.ActionCount > 0 && label > protocol.Train.ActionCount;
                if (isLater ? train || test : train == test)
                    return false;
            }

            return true;
        }, iter: 1_000);
}
