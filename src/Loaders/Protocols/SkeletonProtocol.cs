namespace MsMclr.MLNet;

/// <summary>A published way to divide a data set into training and test clips.</summary>
/// <param name="Name">What the literature calls it.</param>
/// <param name="Train">The clips to learn from.</param>
/// <param name="Test">The clips to judge by.</param>
public sealed record SkeletonProtocol(string Name, SkeletonSplit Train, SkeletonSplit Test)
{
    /// <summary>Creates a protocol that divides by a rule: what the rule takes is for training, the rest for testing.</summary>
    /// <param name="name">What reports call it; the splits are named <c>name/train</c> and <c>name/test</c>.</param>
    /// <param name="isTraining">Whether a clip is for training.</param>
    /// <param name="actionCount">How many of the format's actions the data set has; 0, the default, for all.</param>
    /// <returns>The protocol.</returns>
    public static SkeletonProtocol By(string name, Func<ClipInfo, bool> isTraining, int actionCount = 0)
    {
        ArgumentNullException.ThrowIfNull(isTraining);
        var train = new SkeletonSplit($"{name}/train", isTraining, actionCount);
        var test = new SkeletonSplit($"{name}/test", clip => !isTraining(clip), actionCount);
        return new SkeletonProtocol(name, train, test);
    }

    /// <summary>Creates a protocol that trains on some people and tests on all others.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="trainingSubjects">The subjects to learn from; everybody else is for testing.</param>
    /// <param name="actionCount">How many of the format's actions the data set has; 0, the default, for all.</param>
    /// <returns>The protocol.</returns>
    public static SkeletonProtocol BySubject(string name, IEnumerable<uint> trainingSubjects, int actionCount = 0)
    {
        var subjects = trainingSubjects.ToHashSet();
        return By(name, clip => subjects.Contains(clip.Subject), actionCount);
    }

    /// <summary>Creates a protocol that tests on some people and trains on all others ("leave subjects out").</summary>
    /// <param name="heldOut">The subjects to test on.</param>
    /// <returns>The protocol.</returns>
    public static SkeletonProtocol LeaveSubjectsOut(params IEnumerable<uint> heldOut)
    {
        var subjects = heldOut.ToHashSet();
        return By($"without subjects {string.Join(", ", subjects.Order())}", clip => !subjects.Contains(clip.Subject));
    }

    /// <summary>Creates a protocol that trains on some cameras and tests on all others.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="trainingCameras">The cameras to learn from.</param>
    /// <param name="actionCount">How many of the format's actions the data set has; 0, the default, for all.</param>
    /// <returns>The protocol.</returns>
    public static SkeletonProtocol ByCamera(string name, IEnumerable<uint> trainingCameras, int actionCount = 0)
    {
        var cameras = trainingCameras.ToHashSet();
        return By(name, clip => cameras.Contains(clip.Camera), actionCount);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
