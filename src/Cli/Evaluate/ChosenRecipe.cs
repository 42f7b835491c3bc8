using MsMclr.MLNet.Cli.Data;

namespace MsMclr.MLNet.Cli.Evaluate;

/// <summary>The recipe that <c>--recipe</c> and <c>--set</c> ask for, with views that the clips can take.</summary>
internal sealed class ChosenRecipe
{
    /// <param name="name">What <c>--recipe</c> says.</param>
    /// <param name="changes">What <c>--set</c> says.</param>
    /// <param name="format">What the recordings are; null for made-up ones.</param>
    /// <exception cref="FormatException">A change is of nothing that a recipe has, or clips cannot take a view.</exception>
    public ChosenRecipe(string name, string[] changes, ISkeletonFormat? format)
    {
        IsPaper = name != "default";
        var recipe = name switch
        {
            "paper" => MsMclrRecipe.Paper,
            "paper-text" => MsMclrRecipe.PaperText,
            _ => MsMclrRecipe.Default,
        };
        var views = new FittingViews(format);
        Recipe = views.Fit(Settings.Apply(recipe with { }, "--set", changes), IsPaper, changes);
        ArePlanar = views.ArePlanar;
    }

    public MsMclrRecipe Recipe { get; }

    /// <summary>Gets whether it is one of the authors'.</summary>
    public bool IsPaper { get; }

    /// <summary>Gets whether views that stay in the plane took the place of others.</summary>
    public bool ArePlanar { get; }

    /// <summary>Gets how often the clips are passed over where nothing else is said.</summary>
    public int UsualEpochs => IsPaper ? 300 : 100;

    /// <summary>Tells of views that nobody asked for.</summary>
    public void Tell()
    {
        if (ArePlanar)
            Console.WriteLine("Clips have two coordinates: views that stay in the plane, PlanarOrdinary and PlanarStrong, are taken.");
    }
}
