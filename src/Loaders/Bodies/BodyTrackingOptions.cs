using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>How <see cref="BodyOrder.Tracked"/> follows bodies, and what it takes for noise.</summary>
/// <remarks>
/// The rules for noise, and their thresholds, are those of the preprocessing of NTU RGB+D that the field uses (Zhang et al., view adaptive
/// networks, TPAMI 2019; CTR-GCN's repository has it as <c>get_raw_denoised_data.py</c>). Noise is left out only while another body
/// remains: a rule that all bodies of a clip break says nothing of any of them.
/// </remarks>
public sealed class BodyTrackingOptions
{
    /// <summary>Gets or sets which bodies come first.</summary>
    /// <value>Default <see cref="BodyRanking.MostActive"/>.</value>
    public BodyRanking Ranking { get; set; } = BodyRanking.MostActive;

    /// <summary>
    /// Gets or sets how many frames a body may be away and still be known by its distance. A body that comes back under its old id is
    /// known however long it was away.
    /// </summary>
    /// <value>Default 30 frames: a second of most recordings.</value>
    public int LongestAbsence { get; set; } = 30;

    /// <summary>
    /// Gets or sets how far a body may get from where it was seen last and still be known by its distance: the mean over the joints that
    /// were found in both frames, in sizes of the body. A size is twice the root mean square distance of the joints from their mean,
    /// about a meter for a person who stands, so that it holds for pixels, too.
    /// </summary>
    /// <value>Default 1.</value>
    public float LargestJump { get; set; } = 1;

    /// <summary>
    /// Gets or sets how many frames a body needs at least. One that has fewer, and fewer than a third of the clip's, is noise.
    /// </summary>
    /// <value>Default 12 frames. 1 takes bodies of any length.</value>
    public int ShortestTrack { get; set; } = 12;

    /// <summary>
    /// Gets or sets how wide a body may be, its extent along the first axis over that along the second. Only layouts with feet or ankles
    /// are judged, as a whole body is higher than it is wide.
    /// </summary>
    /// <value>Default 0.8.</value>
    public float LargestSpread { get; set; } = 0.8f;

    /// <summary>
    /// Gets or sets the fraction of its frames in which a body may be wider than <see cref="LargestSpread"/>; one that is wider in as many
    /// or more is noise.
    /// </summary>
    /// <value>Default 0.69754. 2 takes bodies of any width.</value>
    public float LargestWideFraction { get; set; } = 0.69754f;

    /// <summary>
    /// Gets or sets the least motion of a body other than the one that moves most: the variance of its joints' positions over joints and
    /// frames, summed over the axes, in the data's own unit, squared. One that moves less is noise.
    /// </summary>
    /// <value>Default 0: bodies that stand still stay, as in the authors' code, which leaves this rule switched off. Its threshold is
    /// 0.089925 for meters.</value>
    public float LeastMotion { get; set; }

    internal BodyTrackingOptions Checked(bool hasScores, string format)
    {
        const string owner = nameof(BodyTrackingOptions);
        OptionCheck.RequireNamed(Ranking, owner, nameof(Ranking));
        OptionCheck.Require(
            hasScores || Ranking != BodyRanking.HighestScore,
            owner,
            nameof(Ranking),
            Ranking,
            $"{nameof(BodyRanking.MostActive)}, as joints of {format} have no score");
        OptionCheck.Require(LongestAbsence >= 0, owner, nameof(LongestAbsence), LongestAbsence, "0 or more");
        OptionCheck.Require(LargestJump is > 0 and < 1e6f, owner, nameof(LargestJump), LargestJump, "a number above 0, below 1,000,000");
        OptionCheck.Require(ShortestTrack >= 1, owner, nameof(ShortestTrack), ShortestTrack, "1 or more");
        OptionCheck.Require(LargestSpread > 0, owner, nameof(LargestSpread), LargestSpread, "a number above 0");
        OptionCheck.Require(LargestWideFraction > 0, owner, nameof(LargestWideFraction), LargestWideFraction, "a number above 0");
        OptionCheck.Require(LeastMotion >= 0, owner, nameof(LeastMotion), LeastMotion, "0 or more");
        return (BodyTrackingOptions)MemberwiseClone();
    }
}
