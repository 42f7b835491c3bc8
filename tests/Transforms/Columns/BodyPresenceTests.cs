using MsMclr.MLNet.Transforms.Columns;

namespace MsMclr.MLNet.Tests;

public class BodyPresenceTests
{
    private static readonly ClipShape Shape = new(3, 4, 25, 3);

    [Test]
    public void One_coordinate_that_is_not_zero_makes_a_body_present([Values(0, 1, 2)] int body, [Values(0, 7, 299)] int coordinate)
    {
        var clip = new float[Shape.Length];
        clip[(coordinate * Shape.Bodies) + body] = float.Epsilon;
        var present = Enumerable.Range(0, Shape.Bodies).Where(other => BodyPresence.IsPresent(clip, other, Shape.Bodies));
        Assert.That(present, Is.EqualTo(new[] { body }));
    }

    [Test]
    public void Zeros_of_either_sign_are_an_absent_body()
    {
        var clip = new float[Shape.Length];
        clip.AsSpan().Fill(-0f);
        Assert.That(BodyPresence.IsPresent(clip, 1, Shape.Bodies), Is.False);
    }
}
