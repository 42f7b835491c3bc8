namespace MsMclr.MLNet.Loaders.Bodies;

/// <summary>
/// The bodies of a frame in an order that does not depend on how the file lists them: by their values, then by their ids. So bodies that
/// are equally near, or move equally, are told apart the same way whatever the file's order.
/// </summary>
internal static class FrameOrder
{
    public static void Sort(in ClipBodies bodies, List<int> ofFrame)
    {
        for (var i = 1; i < ofFrame.Count; i++)
        {
            var body = ofFrame[i];
            var place = i;
            for (; place > 0 && IsBefore(bodies, body, ofFrame[place - 1]); place--)
                ofFrame[place] = ofFrame[place - 1];
            ofFrame[place] = body;
        }
    }

    private static bool IsBefore(in ClipBodies bodies, int one, int other)
    {
        var byValues = bodies[one].SequenceCompareTo(bodies[other]);
        if (byValues != 0)
            return byValues < 0;
        return bodies.Frames[one].Id < bodies.Frames[other].Id;
    }
}
