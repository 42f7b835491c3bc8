namespace MsMclr.MLNet;

/// <summary>What an <see cref="ExampleBank"/> does with clips while it holds too few examples to find its threshold.</summary>
public enum UncalibratedBank
{
    /// <summary>
    /// Takes the strictest threshold that its examples give: a clip has to be more like an action than any example is like another action.
    /// A bank of one action, which has nothing to compare, refuses every clip.
    /// </summary>
    Strictest,

    /// <summary>Accepts every clip as the action that it is most like.</summary>
    Accept,

    /// <summary>Refuses every clip as unknown.</summary>
    Refuse,
}
