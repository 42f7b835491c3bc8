namespace MsMclr.MLNet.Cli.Data;

/// <summary>Options that cannot be followed.</summary>
internal static class Refusal
{
    /// <exception cref="FormatException"><paramref name="holds"/> is false.</exception>
    public static void Unless(bool holds, string reason)
    {
        if (!holds)
            throw new FormatException(reason);
    }
}
