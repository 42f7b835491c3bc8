namespace MsMclr.MLNet.Loaders.Bodies;

/// <summary>Where the bodies of a clip go.</summary>
/// <param name="Slots">For each body its place in the clip, or -1 where it has none.</param>
/// <param name="Noise">How many bodies were noise.</param>
/// <param name="WithoutPlace">How many bodies there was no place for.</param>
internal sealed record BodyPlaces(int[] Slots, int Noise = 0, int WithoutPlace = 0)
{
    /// <summary>Gets how many times a body is in a frame and not in the clip.</summary>
    public int LeftOut => Noise + WithoutPlace > 0 ? Slots.Count(slot => slot < 0) : 0;
}
