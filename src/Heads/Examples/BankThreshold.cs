namespace MsMclr.MLNet.Heads.Examples;

/// <summary>
/// Finds from which score on a clip is of a known action. Each example is scored by the actions that are not its own, which makes it a clip
/// of an unknown action. Of n such scores and a further one the k highest have k / (n + 1) of the chances, so at most k may be accepted.
/// </summary>
internal static class BankThreshold
{
    // 10 % of 10 are 1, whatever rounding makes of it.
    private const double Rounding = 1e-9;

    public static ExampleCalibration Of(BankContent content, ExampleBank.Options options)
    {
        var scores = content.Scores;
        var others = new List<double>();
        var own = new List<double>();
        for (var example = 0; example < content.Examples.Length; example++)
        {
            var each = scores.WithoutItself(example);
            var action = scores.ClassOf(example);
            if (content.Actions.Length > 1)
                others.Add(each.Where((_, at) => at != action).Max());
            if (!double.IsNaN(each[action]))
                own.Add(each[action]);
        }

        others.Sort();
        double Refused(float threshold) => own.Count == 0 ? double.NaN : (double)own.Count(score => !(score > threshold)) / own.Count;
        if (options.Threshold is { } fixedThreshold)
        {
            const string Set = "The threshold was set by an option.";
            return new ExampleCalibration(fixedThreshold, false, double.NaN, others.Count, Refused(fixedThreshold), Set);
        }

        var allowed = (int)((options.FalseAcceptRate * (others.Count + 1)) + Rounding);
        if (allowed >= 1)
        {
            var threshold = (float)others[^allowed];
            var rate = (double)allowed / (others.Count + 1);
            var told = FormattableString.Invariant($"By {others.Count} examples, {rate:p1} of the clips of unknown actions are accepted.");
            return new ExampleCalibration(threshold, IsCalibrated: true, rate, others.Count, Refused(threshold), told);
        }

        return TooFew(others, options, Refused);
    }

    private static ExampleCalibration TooFew(List<double> others, ExampleBank.Options options, Func<float, double> refused)
    {
        var needed = (int)Math.Ceiling((1 / options.FalseAcceptRate) - 1 - Rounding);
        var reason = FormattableString.Invariant(
            $"{others.Count} examples beside those of other actions are too few for a false-accept rate of {options.FalseAcceptRate:p1}; ")
            + FormattableString.Invariant($"{needed} are needed, of two actions or more. ");
        if (options.WhenUncalibrated == UncalibratedBank.Accept)
        {
            const float None = float.NegativeInfinity;
            return new ExampleCalibration(None, false, 1, others.Count, refused(None), reason + "Every clip is accepted.");
        }

        if (options.WhenUncalibrated == UncalibratedBank.Refuse || others.Count == 0)
        {
            const float All = float.PositiveInfinity;
            return new ExampleCalibration(All, false, 0, others.Count, refused(All), reason + "Every clip is refused.");
        }

        var strictest = (float)others[^1];
        var rate = 1.0 / (others.Count + 1);
        return new ExampleCalibration(
            strictest, false, rate, others.Count, refused(strictest),
            FormattableString.Invariant($"{reason}The strictest threshold is taken, which lets {rate:p1} be expected."));
    }
}
