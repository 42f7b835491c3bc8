namespace MsMclr.MLNet;

/// <summary>The protocols of Northwestern-UCLA.</summary>
/// <remarks>Wang et al., "Cross-view action modeling, learning and recognition", CVPR 2014.</remarks>
public static class NwUclaProtocol
{
    /// <summary>Gets cross-view: views 1 and 2 train (1,020 clips), view 3 tests (464).</summary>
    public static SkeletonProtocol CrossView { get; } = SkeletonProtocol.ByCamera("NW-UCLA cross-view", [1, 2]);

    /// <summary>Gets cross-subject: subjects 1 to 5 train (754 clips), 6 to 10 test (730).</summary>
    public static SkeletonProtocol CrossSubject { get; } =
        SkeletonProtocol.By("NW-UCLA cross-subject", clip => clip.Subject is >= 1 and <= 5);
}
