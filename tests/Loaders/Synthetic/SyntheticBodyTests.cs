using System.Numerics;
using MsMclr.MLNet.Loaders.Synthetic;

namespace MsMclr.MLNet.Tests;

public class SyntheticBodyTests
{
    [Test]
    public void Adults_and_children_are_of_their_sizes_and_proportions()
    {
        var adults = People(children: 0);
        var children = People(children: 1);
        Assert.That(adults.Average(person => person.Height), Is.EqualTo(1.7).Within(0.05));
        Assert.That(adults.Select(person => person.Height), Is.All.InRange(1.3, 2.15));
        Assert.That(children.Average(person => person.Height), Is.EqualTo(1.3).Within(0.05));
        Assert.That(children.Select(person => person.Height), Is.All.InRange(0.95, 1.65));
        Assert.That(children.Average(person => person.Legs), Is.LessThan(adults.Average(person => person.Legs) - 0.01));
        Assert.That(children.Average(person => person.Head), Is.GreaterThan(adults.Average(person => person.Head) + 0.01));
    }

    [Test]
    public void A_share_of_people_are_children_and_the_others_stay_as_they_are()
    {
        var adults = People(children: 0);
        var mixed = People(children: 0.3);
        var same = mixed.Zip(adults).Count(pair => pair.First == pair.Second);
        Assert.That(same, Is.InRange(130, 150), "of 200");
        Assert.That(mixed.Max(person => person.Height) / mixed.Min(person => person.Height), Is.GreaterThan(1.6));
    }

    /// <summary>Height from the floor to the head, and the shares that legs and head have in it.</summary>
    private static List<(float Height, float Legs, float Head)> People(double children)
    {
        var people = new List<(float, float, float)>();
        var joints = new Vector3[25];
        for (var subject = 1u; subject <= 200; subject++)
        {
            new SyntheticBody(1, subject, children).Pose(new double[(int)Dof.Count], default, 0, joints);
            var height = joints[3].Y;
            people.Add((height, joints[0].Y / height, (joints[3].Y - joints[2].Y) / height));
        }

        return people;
    }
}
