using MsMclr.MLNet.Skeletons.Bodies;

namespace MsMclr.MLNet.Transforms.Live;

/// <summary>
/// Tells who the bodies of a frame are: by id, and by distance where there is none, for all of them at once so that the sum of distances
/// is least, as the loaders do.
/// </summary>
internal sealed class PeopleMatching(BodyShape shape, float largestJump)
{
    /// <summary>The person of each body; null for somebody new.</summary>
    /// <param name="bodies">The frame.</param>
    /// <param name="people">Those who are followed.</param>
    public PersonInView?[] Find(FrameBodies bodies, List<PersonInView> people)
    {
        var found = new PersonInView?[bodies.Count];
        List<int> unknown = [];
        for (var body = 0; body < found.Length; body++)
        {
            if (bodies.Id(body) is { } id)
                found[body] = people.Find(person => person.Id == id);
            if (found[body] is null)
                unknown.Add(body);
        }

        var others = people.FindAll(person => !found.Contains(person));
        if (unknown.Count > 0 && others.Count > 0)
            FindNearest(bodies, unknown, others, found);
        return found;
    }

    private void FindNearest(FrameBodies bodies, List<int> unknown, List<PersonInView> others, PersonInView?[] found)
    {
        // Each body has a column of its own beside people's, to be somebody new: that costs the largest jump. More is too far.
        var columns = others.Count + unknown.Count;
        var costs = new double[unknown.Count * columns];
        var tooFar = 2.0 * largestJump * (unknown.Count + 1);
        Array.Fill(costs, tooFar);
        for (var row = 0; row < unknown.Count; row++)
        {
            var body = bodies[unknown[row]];
            for (var column = 0; column < others.Count; column++)
            {
                // Two ids are two people. A body without an id may fill the gap of one.
                if (bodies.Id(unknown[row]) is not null && others[column].Id is not null)
                    continue;
                var distance = BodyDistance.Between(others[column].Rows.LastBody, body, shape.Channels, shape.Coordinates);
                costs[(row * columns) + column] = Math.Min(distance, tooFar);
            }

            costs[(row * columns) + others.Count + row] = largestJump;
        }

        var chosen = Assignment.Find(costs, unknown.Count, columns);
        for (var row = 0; row < chosen.Length; row++)
        {
            if (chosen[row] < others.Count)
                found[unknown[row]] = others[chosen[row]];
        }
    }
}
