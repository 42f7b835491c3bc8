using System.Globalization;
using System.Text;

namespace MsMclr.MLNet.Heads.Examples;

/// <summary>What may be taught to a bank.</summary>
internal static class BankRules
{
    private const int LongestAction = 200;
    private const int LongestName = 256;

    /// <exception cref="ArgumentException">It is no text that can be an action.</exception>
    public static void CheckAction(string action)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(action);
        if (!IsAction(action))
            throw new ArgumentException($"At most {LongestAction} letters are allowed, none of them a control character.", nameof(action));
    }

    /// <exception cref="ArgumentException">It is no text that can be an example's name.</exception>
    public static void CheckName(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!IsName(name))
            throw new ArgumentException($"At most {LongestName} letters are allowed, none of them a control character.", nameof(name));
    }

    public static bool IsAction(string? text) => IsText(text, LongestAction);

    public static bool IsName(string? text) => IsText(text, LongestName);

    /// <exception cref="InvalidOperationException">There is no room for one more example.</exception>
    public static void CheckRoom(BankContent content, string action, ExampleBank.Options options)
    {
        if (content.Examples.Length >= options.MaxExamples)
        {
            throw new InvalidOperationException(
                $"The bank holds {content.Examples.Length} examples, the most that MaxExamples allows. Forget some first.");
        }

        if (content.Examples.Count(example => example.Action == action) >= options.MaxExamplesPerAction)
        {
            throw new InvalidOperationException(
                $"The bank holds {options.MaxExamplesPerAction} examples of '{action}', the most that MaxExamplesPerAction allows. "
                + "Forget one first.");
        }
    }

    /// <summary>A name that no example has: the action and a number.</summary>
    public static string NewName(BankContent content, string action)
    {
        var names = content.Examples.Select(example => example.Name).ToHashSet(StringComparer.Ordinal);
        var number = content.Examples.Count(example => example.Action == action) + 1;
        while (true)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{action} {number}");
            if (!names.Contains(name))
                return name;
            number++;
        }
    }

    // Half of a surrogate pair is read as the replacement character.
    private static bool IsText(string? text, int longest)
        => !string.IsNullOrWhiteSpace(text) && text.Length <= longest
            && !text.EnumerateRunes().Any(letter => Rune.IsControl(letter) || letter == Rune.ReplacementChar);
}
