using MsMclr.MLNet;

namespace Samples;

/// <summary>A layout from JSON, and what a mistake in it says.</summary>
public static class OwnLayout
{
    private const string Hand = """
        {
          "name": "hand",
          "joints": ["Wrist", "Thumb", "Index"],
          "bones": [[1, 0], [2, 0]],
          "center": 0,
          "mirror": [0, 1, 2],
          "parts": [{ "name": "wrist", "joints": [0] }, { "name": "fingers", "joints": [1, 2] }],
          "regions": [{ "name": "hand", "joints": [0, 1, 2] }],
          "shoulders": null
        }
        """;

    public static void Run(TextWriter output)
    {
        var layout = SkeletonLayout.FromJson(Hand);
        output.WriteLine($"{layout}, center {layout.Joints[layout.Center]}, Index is joint {layout.IndexOf("index")}");
        try
        {
            SkeletonLayout.FromJson(Hand.Replace("[2, 0]", "[2, 7]", StringComparison.Ordinal));
        }
        catch (ArgumentException error)
        {
            output.WriteLine("refused:");
            output.WriteLine(error.Message);
        }
    }
}

// Output:
// hand (3 joints), center Wrist, Index is joint 2
// refused:
// The skeleton layout 'hand' is not valid: bone (2, 7) names joint 7, which is not among the 3 joints (0 to 2). (Parameter 'bones')
