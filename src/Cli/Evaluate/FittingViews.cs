namespace MsMclr.MLNet.Cli.Evaluate;

/// <summary>Chooses views that clips of a format can take, before anything is read.</summary>
internal sealed class FittingViews(ISkeletonFormat? format)
{
    private const int TriedFrames = 12;
    private const int TriedBodies = 2;

    /// <summary>Whether views of the plane took the place of others.</summary>
    public bool ArePlanar { get; private set; }

    /// <summary>The recipe, where clips have two coordinates with views of the plane, as far as nobody asked for others.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="isPaper">Whether views are to be the authors', where clips can take them.</param>
    /// <param name="changes">What was asked for, as in <c>StrongAugmentation=Strong</c>.</param>
    /// <exception cref="FormatException">Clips cannot take a view that was asked for.</exception>
    public MsMclrRecipe Fit(MsMclrRecipe recipe, bool isPaper, IReadOnlyList<string> changes)
    {
        if (format is null || format.Coordinates >= 3)
            return recipe;
        if (!IsAsked(nameof(recipe.OrdinaryAugmentation)) && !(isPaper && Takes(recipe.OrdinaryAugmentation, out _)))
            recipe = Planar(recipe with { OrdinaryAugmentation = KnownAugmentations.PlanarOrdinary });
        if (!IsAsked(nameof(recipe.StrongAugmentation)) && !(isPaper && Takes(recipe.StrongAugmentation, out _)))
            recipe = Planar(recipe with { StrongAugmentation = KnownAugmentations.PlanarStrong });
        foreach (var view in new[] { recipe.OrdinaryAugmentation, recipe.StrongAugmentation })
        {
            if (!Takes(view, out var reason))
                throw new FormatException($"--set: {reason} The views PlanarOrdinary and PlanarStrong fit these clips.");
        }

        return recipe;

        bool IsAsked(string name)
            => changes.Any(change => change.Split('=')[0].Trim().Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private MsMclrRecipe Planar(MsMclrRecipe recipe)
    {
        ArePlanar = true;
        return recipe;
    }

    private bool Takes(SkeletonAugmentation view, out string reason)
    {
        var shape = new ClipShape(format!.Channels, TriedFrames, format.Layout.JointCount, TriedBodies);
        var clip = new SkeletonClip(new float[shape.Length], shape, format.Layout, new float[shape.Length]);
        var random = AugmentationRandom.For(1, 0, 0, 0);
        try
        {
            view.Apply(clip, ref random);
            reason = "";
            return true;
        }
        catch (ArgumentException error)
        {
            reason = error.Message;
            return false;
        }
    }
}
