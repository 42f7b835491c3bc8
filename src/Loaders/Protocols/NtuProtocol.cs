namespace MsMclr.MLNet;

/// <summary>
/// The official protocols of NTU RGB+D and NTU RGB+D 120. They fit anything numbered the same way, synthetic skeletons included.
/// </summary>
/// <remarks>Shahroudy et al., CVPR 2016 (60 actions); Liu et al., TPAMI 2020 (120 actions).</remarks>
public static class NtuProtocol
{
    private static readonly uint[] Subjects60 = [1, 2, 4, 5, 8, 9, 13, 14, 15, 16, 17, 18, 19, 25, 27, 28, 31, 34, 35, 38];

    private static readonly uint[] Subjects120 =
    [
        .. Subjects60,
        45, 46, 47, 49, 50, 52, 53, 54, 55, 56, 57, 58, 59, 70, 74, 78, 80,
        81, 82, 83, 84, 85, 86, 89, 91, 92, 93, 94, 95, 97, 98, 100, 103,
    ];

    /// <summary>Gets NTU-60 cross-subject: 20 of 40 subjects train.</summary>
    public static SkeletonProtocol CrossSubject60 { get; } = SkeletonProtocol.BySubject("NTU-60 cross-subject", Subjects60, 60);

    /// <summary>Gets NTU-60 cross-view: cameras 2 and 3 train, camera 1 tests.</summary>
    public static SkeletonProtocol CrossView60 { get; } = SkeletonProtocol.ByCamera("NTU-60 cross-view", [2, 3], 60);

    /// <summary>Gets NTU-120 cross-subject: 53 of 106 subjects train.</summary>
    public static SkeletonProtocol CrossSubject120 { get; } = SkeletonProtocol.BySubject("NTU-120 cross-subject", Subjects120);

    /// <summary>Gets NTU-120 cross-setup: even setups train, odd ones test.</summary>
    public static SkeletonProtocol CrossSetup120 { get; } = SkeletonProtocol.By("NTU-120 cross-setup", clip => clip.Setup % 2 == 0);
}
