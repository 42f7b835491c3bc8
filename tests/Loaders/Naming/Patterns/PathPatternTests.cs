using System.Diagnostics;
using MsMclr.MLNet.Loaders.Naming.Patterns;

namespace MsMclr.MLNet.Tests;

public class PathPatternTests
{
    // What is told: label, subject, camera, setup, replication, name.
    [TestCase("{label}/*", "walk/take1.bvh", "walk")]
    [TestCase("{label}/{name}", "walk/take1.bvh", "walk,,,,,take1")]
    [TestCase("{label}/{subject}_{trial}*.json", "walk/anna_07_keypoints.json", "walk,anna,,,07")]
    [TestCase("{label}/{subject}_{trial}*.json", "walk/b2_12.json", "walk,b2,,,12")]
    [TestCase("S{setup}C{camera}P{subject}R{trial}A{label}", "S001C002P003R004A005.skeleton", "005,003,002,001,004")]
    [TestCase("{label}_s{subject}_t{trial}.bvh", "walk_slow_s01_t02.bvh", "walk_slow,01,,,02")]
    [TestCase("{label}{trial}.bvh", "walk12.bvh", "walk,,,,12")]
    [TestCase("{label}{trial}.bvh", "jump2run03.bvh", "jump2run,,,,03")]
    [TestCase("*{trial}.bvh", "take12.bvh", ",,,,12")]
    [TestCase("{subject}*.bvh", "12_front.bvh", ",12")]
    [TestCase("{person}/{action}/{view}_*", "p 1/sit down/left_001.bvh", "sit down,p 1,left")]
    [TestCase("**/{label}/*", "walk/take1.bvh", "walk")]
    [TestCase("**/{label}/*", "a/b/walk/take1.bvh", "walk")]
    [TestCase("{subject}/**/{label}.bvh", "3/2024/may/walk.bvh", "walk,3")]
    [TestCase("{label}.tar/*", "walk.tar/x.bvh", "walk")]
    [TestCase("(?<x>.*)+{label}[a-z]/*", "(?<x>.)walk[a-z]/x.bvh", null)]
    [TestCase("{label}/{subject}_*", "walk/take1.bvh", null)]
    [TestCase("{label}/*", "a/walk/take1.bvh", null)]
    [TestCase("{label}/*", "take1.bvh", null)]
    [TestCase("{subject}_{trial}.json", "anna_x.json", null)]
    public void A_path_tells_what_the_pattern_names(string pattern, string path, string? told)
    {
        if (told is null)
            Assert.That(() => Read(pattern, path), Throws.TypeOf<FormatException>().With.Message.Contains($"'{path}' does not fit"));
        else
            Assert.That(string.Join(',', Read(pattern, path)).TrimEnd(','), Is.EqualTo(told));
    }

    [Test]
    public void A_clip_of_many_files_is_read_by_its_own_name_first()
    {
        var place = new ClipPlace("walk/anna_2_000000000000_keypoints.json", IsFromRoot: true);
        var read = new PathPattern("{label}/{subject}_{trial}").Read(place, "anna_2");
        Assert.That(string.Join(',', read).TrimEnd(','), Is.EqualTo("walk,anna,,,2"));
    }

    [Test]
    public void Of_a_path_that_was_not_listed_the_end_is_read()
    {
        var place = new ClipPlace("/home/me/data/walk/take1.bvh", IsFromRoot: false);
        Assert.That(new PathPattern("{label}/*").Read(place, null)[0], Is.EqualTo("walk"));
    }

    [TestCase("{labl}/*", "there is no field '{labl}'; there are label")]
    [TestCase("{label}/{label}_*", "the label is there 2 times")]
    [TestCase("{action}/{label}_*", "the label is there 2 times")]
    [TestCase("{camera}/{view}_*", "the camera is there 2 times")]
    [TestCase("walk/*", "it has no field")]
    [TestCase("{label/*", "a brace in '{label' has no partner")]
    [TestCase("label}/*", "a brace in 'label}' has no partner")]
    [TestCase("{label}\\*", "folders are separated by /")]
    [TestCase("{label}/", "a name between two / is missing")]
    [TestCase("/{label}/*", "a name between two / is missing")]
    [TestCase("../{label}/*", "'..' is no name")]
    [TestCase("{label}/**", "end with the file")]
    [TestCase("**/{label}/**/*", "may be there once")]
    [TestCase("{label}*/x", "{label} and *; put a character between them")]
    [TestCase("*{name}", "* and {name}; put a character between them")]
    [TestCase("{setup}{trial}_*", "{setup} and {replication}; put a character between them")]
    [TestCase("{label}/**x", "leave one out")]
    [TestCase("{}/*", "there is no field '{}'")]
    [TestCase(" ", "characters are expected")]
    public void What_cannot_be_meant_is_refused_with_a_remedy(string pattern, string reason)
        => Assert.That(
            () => new PathPattern(pattern),
            Throws.ArgumentException.With.Message.StartsWith($"PathPattern '{pattern}'").And.Message.Contains(reason));

    [TestCase("{label}/{subject}_*", "walk/take1.bvh", "'take1.bvh' is not '{subject}_*'")]
    [TestCase("{subject}_{trial}", "anna_x.json", "'anna_x.json' is not '{subject}_{trial}', where {trial} is a number")]
    [TestCase("{label}/*", "a/b/walk.bvh", "it has 2 folders, the pattern 1; load another folder, or begin the pattern with **/")]
    public void A_path_that_does_not_fit_says_where(string pattern, string path, string reason)
        => Assert.That(() => Read(pattern, path), Throws.TypeOf<FormatException>().With.Message.Contains(reason));

    [Test]
    public void No_path_makes_a_pattern_slow()
    {
        var pattern = new PathPattern("*a*a*a*a*a*a*a*a{subject}a{camera}a{label}b.json");
        var path = new ClipPlace(new string('a', 4_000), IsFromRoot: true);
        var watch = Stopwatch.StartNew();
        Assert.That(() => pattern.Read(path, null), Throws.TypeOf<FormatException>());
        Assert.That(watch.Elapsed.TotalSeconds, Is.LessThan(2));
    }

    private static string?[] Read(string pattern, string path)
        => new PathPattern(pattern).Read(new ClipPlace(path, IsFromRoot: true), clip: null);
}
