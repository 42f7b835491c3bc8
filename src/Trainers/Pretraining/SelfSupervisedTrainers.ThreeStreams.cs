using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet;

public sealed partial class SelfSupervisedTrainers
{
    /// <summary>
    /// Learns three encoders in one <c>Fit</c>, one for each stream (joint, bone, motion), one after the other: the three-stream form of
    /// the papers (method, section 9). Adds <c>Features.Joint</c>, <c>Features.Bone</c> and <c>Features.Motion</c>,
    /// <c>Vector&lt;Single, D&gt;</c> each, and their concatenation <c>Features</c>, <c>Vector&lt;Single, 3 D&gt;</c>;
    /// <c>ScoreFusion</c> puts a head on each instead.
    /// </summary>
    /// <param name="options">As for one stream, except <see cref="MsMclrTrainer.Options.Stream"/>, which stays at its default. Names
    /// derive from <see cref="MsMclrTrainer.Options.OutputColumnName"/>; checkpoints and logs go to <c>joint</c>, <c>bone</c> and
    /// <c>motion</c> inside their folders.</param>
    /// <returns>A chain of three trainers. <c>Fit</c> reads the view three times: cache it where reading is slow.</returns>
    /// <exception cref="ArgumentException">An option is out of its range; the message names the range. Or an encoder to begin with is
    /// set, which has one stream.</exception>
    public EstimatorChain<ColumnConcatenatingTransformer> MsMclrThreeStreams(MsMclrTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Stream != SkeletonStream.Joint)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Stream,
                "MsMclrTrainer.Options.Stream chooses one stream; leave it at its default to train all three.");
        }

        if (options.Encoder is not null || options.EncoderFile is not null)
        {
            throw new ArgumentException(
                "An initial encoder has one stream. Train the streams one by one, each with its own MsMclrTrainer.Options.Encoder.",
                nameof(options));
        }

        var joint = options.ForStream(SkeletonStream.Joint);
        var bone = options.ForStream(SkeletonStream.Bone);
        var motion = options.ForStream(SkeletonStream.Motion);
        return MsMclr(joint)
            .Append(MsMclr(bone))
            .Append(MsMclr(motion))
            .Append(Context.Transforms.Concatenate(
                options.OutputColumnName, joint.OutputColumnName, bone.OutputColumnName, motion.OutputColumnName));
    }
}
