using MsMclr.MLNet;

namespace Samples;

/// <summary>Published protocols, and splits of one's own.</summary>
public static class SubjectSplits
{
    public static void Run(TextWriter output)
    {
        var clip = new ClipInfo { Name = "S001C002P003R001A004", Label = 4, Subject = 3, Camera = 2, Setup = 1 };
        var oddSetups = SkeletonProtocol.By("odd setups", info => info.Setup % 2 == 1);
        var some = SkeletonProtocol.LeaveSubjectsOut(7, 8);
        foreach (var protocol in new[] { NtuProtocol.CrossSubject60, NtuProtocol.CrossView60, some, oddSetups })
            output.WriteLine($"{protocol}: {(protocol.Train.Contains(clip) ? "training" : "test")}");
    }
}

// Output:
// NTU-60 cross-subject: test
// NTU-60 cross-view: training
// without subjects 7, 8: training
// odd setups: training
