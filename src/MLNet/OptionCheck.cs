namespace MsMclr.MLNet.Interop;

/// <summary>Checks options, and says the same of each: whose it is, what it is called, what it is, and what is allowed.</summary>
internal static class OptionCheck
{
    /// <summary>Requires a condition of an option's value.</summary>
    /// <param name="holds">The condition.</param>
    /// <param name="owner">What the option belongs to, as a user writes it: <c>MsMclrTrainer.Options</c>.</param>
    /// <param name="option">The option's name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="allowed">What is allowed, in words that complete "allowed: ".</param>
    /// <exception cref="ArgumentOutOfRangeException">The condition does not hold.</exception>
    public static void Require(bool holds, string owner, string option, object? value, string allowed)
    {
        if (!holds)
        {
            var told = FormattableString.Invariant($"{owner}.{option} is {value ?? "null"}; allowed: {allowed}.");
            throw new ArgumentOutOfRangeException(option, value, told);
        }
    }

    /// <summary>Requires a value that its enumeration names.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of them; the message lists them.</exception>
    public static void RequireNamed<T>(T value, string owner, string option)
        where T : struct, Enum
        => Require(Enum.IsDefined(value), owner, option, value, string.Join(", ", Enum.GetNames<T>()));

    /// <summary>Requires a text with something in it, as a column's name.</summary>
    /// <exception cref="ArgumentException">It is null, empty or white space.</exception>
    public static void RequireText(string? value, string owner, string option)
    {
        if (string.IsNullOrWhiteSpace(value))
            throw new ArgumentException($"{owner}.{option} is empty; a name is needed.", option);
    }

    /// <summary>Requires an object.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public static void RequireSet(object? value, string owner, string option)
    {
        if (value is null)
            throw new ArgumentNullException(option, $"{owner}.{option} is null.");
    }
}
