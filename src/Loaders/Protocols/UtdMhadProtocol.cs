namespace MsMclr.MLNet;

/// <summary>The protocol of UTD-MHAD.</summary>
/// <remarks>Chen, Jafari, Kehtarnavaz, "UTD-MHAD: a multimodal dataset for human action recognition", ICIP 2015.</remarks>
public static class UtdMhadProtocol
{
    /// <summary>Gets cross-subject: odd subjects train (431 clips), even ones test (430).</summary>
    public static SkeletonProtocol CrossSubject { get; } = SkeletonProtocol.By("UTD-MHAD cross-subject", clip => clip.Subject % 2 == 1);
}
