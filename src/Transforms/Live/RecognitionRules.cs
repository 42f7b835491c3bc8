using System.Collections.Immutable;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Transforms.Live;

/// <summary>What the options say, for one model.</summary>
internal sealed class RecognitionRules
{
    /// <exception cref="ArgumentException">The options don't fit the model.</exception>
    public RecognitionRules(ActionRecognizer.Options options, SkeletonScorer scorer)
    {
        const string Owner = nameof(ActionRecognizer) + "." + nameof(ActionRecognizer.Options);
        Options = options;
        Labels = [.. scorer.Labels];
        foreach (var label in options.Background)
        {
            if (!Labels.Contains(label))
            {
                var message = $"{Owner}.{nameof(options.Background)} names '{label}', which the model has not. Its labels: "
                    + $"{string.Join(", ", Labels)}.";
                throw new ArgumentException(message, nameof(options));
            }
        }

        var places = scorer.Bodies - 1;
        var allowed = $"0 to {places}, the model's bodies less 1";
        OptionCheck.Require(options.Companions <= places, Owner, nameof(options.Companions), options.Companions, allowed);
        IsBackground = [.. Labels.Select(label => options.Background.Contains(label))];
        Shape = new BodyShape(scorer.Layout, scorer.Channels, scorer.Coordinates);
        Bodies = scorer.Bodies;
    }

    /// <summary>What was checked: window and hop are in frames.</summary>
    public ActionRecognizer.Options Options { get; }

    public ImmutableArray<string> Labels { get; }

    /// <summary>Which of the labels stand for no action.</summary>
    public ImmutableArray<bool> IsBackground { get; }

    public BodyShape Shape { get; }

    /// <summary>M, the bodies of a window.</summary>
    public int Bodies { get; }

    public int Window => Options.WindowFrames!.Value;

    public int Hop => Options.HopFrames!.Value;

    /// <summary>How many frames of a window come after those that it answers for, which are in its middle.</summary>
    public int Lead => (Window - Hop) / 2;
}
