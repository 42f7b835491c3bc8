namespace MsMclr.MLNet.Tests;

public class NoiseBodiesTests
{
    private const int Frames = 60;

    [Test]
    public void A_chair_is_left_out_and_counted()
    {
        var scene = Scene(frame => frame is >= 10 and < 30 ? [(2, BodyScene.Chair(3))] : []);
        var places = scene.Places();
        Assert.That((places.Noise, places.WithoutPlace, places.LeftOut), Is.EqualTo((1, 0, 20)));
        Assert.That(scene.FirstValues().Chunk(2).Select(both => both[1]), Is.All.Zero);
    }

    [TestCase(11, 1)]
    [TestCase(12, 0)]
    public void A_body_of_eleven_frames_is_noise(int length, int noise)
        => Assert.That(Scene(frame => frame < length ? [(2, BodyScene.Standing(3, frame))] : []).Places().Noise, Is.EqualTo(noise));

    [Test]
    public void In_a_short_clip_a_third_of_it_is_enough()
    {
        var scene = new BodyScene();
        for (var frame = 0; frame < 12; frame++)
            scene.Frame(frame < 4 ? [(1, BodyScene.Standing(1, frame)), (2, BodyScene.Standing(3))] : [(1, BodyScene.Standing(1, frame))]);
        Assert.That(scene.Places().Noise, Is.Zero);
    }

    [TestCase(41, 0)]
    [TestCase(42, 1)]
    [TestCase(60, 1)]
    public void A_body_is_noise_that_is_too_wide_in_seven_tenths_of_its_frames(int wide, int noise)
        => Assert.That(
            Scene(frame => [(2, frame < wide ? BodyScene.Chair(3) : BodyScene.Standing(3))]).Places().Noise,
            Is.EqualTo(noise));

    [Test]
    public void Where_all_are_wide_none_is_noise()
    {
        var scene = new BodyScene();
        for (var frame = 0; frame < Frames; frame++)
            scene.Frame((1, BodyScene.Chair(1)), (2, BodyScene.Chair(3)));
        Assert.That(scene.Places().Slots, Is.EquivalentTo(Enumerable.Repeat(new[] { 0, 1 }, Frames).SelectMany(both => both)));
    }

    [Test]
    public void A_single_body_is_never_noise()
    {
        var scene = new BodyScene();
        scene.Frame((1, BodyScene.Chair(1)));
        Assert.That(scene.Places().Slots, Is.EqualTo(new[] { 0 }));
    }

    [Test]
    public void Layouts_without_feet_are_not_judged_by_their_width()
    {
        var scene = new BodyScene { IsWholeBody = false };
        for (var frame = 0; frame < Frames; frame++)
            scene.Frame((1, BodyScene.Standing(1, frame)), (2, BodyScene.Chair(3)));
        Assert.That(scene.Places().Noise, Is.Zero);
    }

    [TestCase(0, 0)]
    [TestCase(5, 1)]
    public void A_body_that_does_not_move_is_noise_where_that_is_asked_for(float least, int noise)
    {
        var scene = Scene(frame => [(2, BodyScene.Standing(5))]);
        scene.Options.LeastMotion = least;
        Assert.That(scene.Places().Noise, Is.EqualTo(noise));
    }

    [Test]
    public void A_third_person_is_counted_as_one_without_a_place()
    {
        var scene = Scene(frame => [(2, BodyScene.Standing(3, frame / 2.0)), (3, BodyScene.Standing(5, frame / 9.0))]);
        var places = scene.Places();
        Assert.That((places.Noise, places.WithoutPlace, places.LeftOut), Is.EqualTo((0, 1, Frames)));
    }

    // One lively person, and others.
    private static BodyScene Scene(Func<int, (ulong, float[])[]> others)
    {
        var scene = new BodyScene();
        for (var frame = 0; frame < Frames; frame++)
            scene.Frame([.. others(frame), (1, BodyScene.Standing(1 + (frame * 0.02), frame))]);
        return scene;
    }
}
