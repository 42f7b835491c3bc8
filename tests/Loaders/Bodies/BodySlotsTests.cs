using CsCheck;
using MsMclr.MLNet.Loaders.Bodies;

namespace MsMclr.MLNet.Tests;

public class BodySlotsTests
{
    private const int Frames = 40;

    [Test]
    public void People_without_ids_keep_their_places_whatever_the_order_of_the_file()
    {
        var scene = new BodyScene();
        for (var frame = 0; frame < Frames; frame++)
        {
            (ulong, float[]) still = (BodyScene.NoId, BodyScene.Standing(1, frame * 0.1));
            (ulong, float[]) lively = (BodyScene.NoId, BodyScene.Standing(3, frame));
            scene.Frame(frame % 3 == 0 ? [still, lively] : [lively, still]);
        }

        Assert.That(scene.FirstValues(), Is.EqualTo(Enumerable.Repeat(new[] { 3f, 1f }, Frames).SelectMany(both => both)));
    }

    [Test]
    public void Two_people_who_meet_are_told_apart_together_and_not_one_after_the_other()
    {
        // The left one is nearest to where the right one was. Taken first, it would leave the right one the longer way.
        var scene = new BodyScene { Options = { LargestJump = 2, ShortestTrack = 1 } };
        scene.Frame((0, BodyScene.Standing(0)), (0, BodyScene.Standing(1)));
        scene.Frame((0, BodyScene.Standing(0.9)), (0, BodyScene.Standing(1.9, 1)));
        var slots = scene.Places().Slots;
        Assert.That((slots[0], slots[1]), Is.EqualTo((slots[2], slots[3])));
    }

    [TestCase(1)]
    [TestCase(250)]
    public void Pixels_and_meters_are_followed_alike(double scale)
    {
        var scene = new BodyScene();
        for (var frame = 0; frame < Frames; frame++)
        {
            var walking = BodyScene.Standing(frame * 0.05, frame, scale: scale);
            var waiting = BodyScene.Standing(4, frame, scale: scale);
            scene.Frame(frame % 2 == 0 ? [(0, walking), (0, waiting)] : [(0, waiting), (0, walking)]);
        }

        var firsts = scene.FirstValues();
        Assert.That(firsts.Where((_, i) => i % 2 == 0), Is.Ordered.Ascending);
        Assert.That(firsts.Where((_, i) => i % 2 == 1), Is.All.EqualTo((float)(4 * scale)));
    }

    [TestCase(5, 0.5, true)]
    [TestCase(31, 0.5, false)]
    [TestCase(5, 3.0, false)]
    public void A_track_goes_on_under_another_id_that_begins_soon_and_near(int absence, double distance, bool goesOn)
    {
        var scene = new BodyScene();
        for (var frame = 0; frame < 100; frame++)
        {
            var bodies = new List<(ulong, float[])> { (7, BodyScene.Standing(9, frame)) };
            if (frame < 40)
                bodies.Add((1, BodyScene.Standing(1)));
            if (frame >= 40 + absence)
                bodies.Add((2, BodyScene.Standing(1 + distance)));
            scene.Frame([.. bodies]);
        }

        var tracks = BodyTracker.Follow(Bodies(scene), scene.Options);
        Assert.That(tracks, Has.Count.EqualTo(goesOn ? 2 : 3));
    }

    [Test]
    public void Where_the_tracker_lost_an_id_for_a_while_the_body_is_the_same()
    {
        var scene = new BodyScene();
        for (var frame = 0; frame < Frames; frame++)
        {
            var id = frame is >= 10 and < 20 ? ulong.MaxValue : 1;
            scene.Frame((2, BodyScene.Standing(5, frame * 2)), (id, BodyScene.Standing(1, frame * 0.02)));
        }

        Assert.That(scene.FirstValues(), Is.EqualTo(Enumerable.Repeat(new[] { 5f, 1f }, Frames).SelectMany(both => both)));
    }

    [Test]
    public void An_id_that_two_bodies_of_a_frame_have_tells_nothing_there()
    {
        var scene = new BodyScene();
        for (var frame = 0; frame < Frames; frame++)
        {
            var other = frame == 20 ? 1ul : 2;
            scene.Frame((other, BodyScene.Standing(5, frame * 2)), (1, BodyScene.Standing(1, frame * 0.02)));
        }

        Assert.That(scene.FirstValues(), Is.EqualTo(Enumerable.Repeat(new[] { 5f, 1f }, Frames).SelectMany(both => both)));
    }

    [Test]
    public void Joints_that_were_not_found_count_neither_for_distance_nor_for_activity()
    {
        var scene = new BodyScene();
        for (var frame = 0; frame < Frames; frame++)
        {
            var left = BodyScene.Standing(1, frame * 0.01);
            var right = BodyScene.Standing(2.5, frame);
            // What is missing changes from frame to frame.
            left.AsSpan(3 * (frame % 5), 3).Fill(float.NaN);
            right.AsSpan(3 * ((frame + 2) % 5), 3).Fill(float.NaN);
            scene.Frame(frame % 2 == 0 ? [(0, left), (0, right)] : [(0, right), (0, left)]);
        }

        var heads = scene.FirstValues();
        Assert.That(heads.Where((value, i) => i % 2 == 0 && !float.IsNaN(value)), Is.All.EqualTo(2.5f));
        Assert.That(heads.Where((value, i) => i % 2 == 1 && !float.IsNaN(value)), Is.All.EqualTo(1f));
    }

    [Test]
    public void Bodies_that_a_format_gives_a_place_stay_there()
    {
        var scene = new BodyScene();
        for (var frame = 0; frame < Frames; frame++)
        {
            scene.Builder.AddFrame();
            if (frame % 3 > 0)
                BodyScene.Standing(1).CopyTo(scene.Builder.AddBodyAt(0));
            BodyScene.Standing(1 + (frame % 2), frame).CopyTo(scene.Builder.AddBodyAt(1));
        }

        var expected = Enumerable.Range(0, Frames).SelectMany(frame => new[] { frame % 3 > 0 ? 1f : 0, 1 + (frame % 2) });
        Assert.That(scene.FirstValues(), Is.EqualTo(expected));
    }

    [Test]
    public void A_person_found_again_far_away_has_the_same_place()
    {
        var scene = new BodyScene();
        for (var frame = 0; frame < Frames; frame++)
            scene.Frame(frame < 20 ? (1ul, BodyScene.Standing(1, frame)) : (2ul, BodyScene.Standing(8, frame)));
        Assert.That(scene.Places(places: 1).Slots, Is.All.Zero);
    }

    [Test]
    public void The_highest_scores_come_first_where_that_is_asked_for()
    {
        var scene = new BodyScene { Coordinates = 2, Options = { Ranking = BodyRanking.HighestScore } };
        for (var frame = 0; frame < Frames; frame++)
            scene.Frame((1, BodyScene.Standing(1, frame, z: 0.3)), (2, BodyScene.Standing(5, z: 0.9)));
        Assert.That(scene.FirstValues()[..2], Is.EqualTo(new[] { 5f, 1f }));
        scene.Options.Ranking = BodyRanking.MostActive;
        Assert.That(scene.FirstValues()[..2], Is.EqualTo(new[] { 1f, 5f }));
    }

    [Test]
    public void A_score_is_no_movement_and_no_distance()
    {
        var scene = new BodyScene { Coordinates = 2 };
        for (var frame = 0; frame < Frames; frame++)
        {
            (ulong, float[]) still = (0, BodyScene.Standing(1, z: frame % 7));
            (ulong, float[]) lively = (0, BodyScene.Standing(3, frame, z: (frame + 3) % 7));
            scene.Frame(frame % 2 == 0 ? [still, lively] : [lively, still]);
        }

        Assert.That(scene.FirstValues()[..2], Is.EqualTo(new[] { 3f, 1f }));
        Assert.That(scene.FirstValues().Chunk(2).Select(both => both[0]), Is.All.EqualTo(3f));
    }

    [Test]
    public void The_order_of_bodies_in_a_frame_changes_nothing()
        => Gen.Select(Gen.Int[1, 4], Gen.Int[5, 30], Gen.Int[0, 3], Gen.Int).Sample(
            (people, frames, style, seed) =>
            {
                var one = Scene(people, frames, style, seed, shuffle: false);
                var other = Scene(people, frames, style, seed, shuffle: true);
                for (var value = 0; value < 15; value++)
                {
                    if (!one.FirstValues(3, value).SequenceEqual(other.FirstValues(3, value)))
                        return false;
                }

                return true;
            },
            iter: 300);

    // Style 0 has ids, 1 has none, 2 some, 3 ids that repeat. People come and go, walk, and stand on one spot.
    private static BodyScene Scene(int people, int frames, int style, int seed, bool shuffle)
    {
        var scene = new BodyScene();
        var random = new Random(seed);
        var order = new Random(seed + 1);
        for (var frame = 0; frame < frames; frame++)
        {
            var bodies = new List<(ulong, float[])>();
            for (var person = 0; person < people; person++)
            {
                var values = BodyScene.Standing((person * 0.4) + (0.3 * random.Next(3)), frame * random.Next(2));
                var hasId = style == 0 || (style == 2 && random.Next(2) == 0);
                var id = style == 3 ? (ulong)random.Next(1, 3) : (ulong)person + 1;
                if (random.Next(4) > 0)
                    bodies.Add((hasId || style == 3 ? id : BodyScene.NoId, values));
            }

            var shown = bodies.ToArray();
            if (shuffle)
                order.Shuffle(shown);
            scene.Frame(shown);
        }

        return scene;
    }

    private static ClipBodies Bodies(BodyScene scene)
        => new(scene.Builder.BodyFrames, scene.Builder.Bodies, scene.Builder.JointCount, scene.Builder.Channels, scene.Coordinates);
}
