using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using MsMclr.MLNet.Cli.Serve;

namespace MsMclr.MLNet.Tests;

public class ClipScorerTests
{
    [Test]
    public Task A_thousand_requests_at_16_at_a_time_are_all_answered_and_right() => All(1_000);

    [Test]
    [Explicit("Half a minute on two cores.")]
    public Task Ten_thousand_requests_at_16_at_a_time_are_all_answered_and_right() => All(10_000);

    [Test]
    public async Task What_cannot_wait_is_told_to_come_back()
    {
        await using var service = await RunningService.Start("--parallel", "1", "--queue", "1");
        var clip = RunningService.JsonOf(TinyModel.Clips[0]);
        var statuses = new ConcurrentBag<HttpStatusCode>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (_, _) =>
        {
            using var response = await service.Post(clip);
            statuses.Add(response.StatusCode);
            if (response.StatusCode != HttpStatusCode.OK)
                Assert.That(response.Headers.RetryAfter, Is.Not.Null);
        });
        Assert.That(statuses, Is.All.EqualTo(HttpStatusCode.OK).Or.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(statuses.Distinct().Count(), Is.EqualTo(2));
        await service.IsStillWell();
    }

    [Test]
    public async Task One_address_may_be_held_to_a_rate()
    {
        await using var service = await RunningService.Start("--requests-per-second", "5");
        var responses = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => service.Client.GetAsync("/model")));
        Assert.That(responses.Count(response => response.StatusCode == HttpStatusCode.TooManyRequests), Is.InRange(2, 7));
        Assert.That(responses.First(response => response.StatusCode == HttpStatusCode.TooManyRequests).Headers.RetryAfter, Is.Not.Null);
    }

    private static async Task All(int requests)
    {
        await using var service = await RunningService.Start();
        var json = TinyModel.Clips.Select(RunningService.JsonOf).ToArray();
        var ntu = TinyModel.Clips.Select(RunningService.NtuOf).ToArray();
        var right = 0;
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, requests), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) =>
        {
            var clip = number * 7 % json.Length;
            var isNtu = number % 2 != 0;
            var answer = isNtu
                ? await service.Score(ntu[clip], "text/plain", "?top=20")
                : await service.Score(json[clip], query: "?top=20");
            var expected = isNtu ? TinyModel.ExpectedOfNtu : TinyModel.Expected;
            if (IsRight(answer, expected[clip]))
                Interlocked.Increment(ref right);
        });
        var seconds = watch.Elapsed.TotalSeconds;
        TestContext.Out.WriteLine($"{requests} requests in {seconds:f1} s: {requests / seconds:f0} a second");
        Assert.That(right, Is.EqualTo(requests));
    }

    private static bool IsRight(ScoringAnswer answer, ClipScores expected) => answer.Action == expected.PredictedLabel
        && answer.Embedding.SequenceEqual(expected.Features)
        && answer.Scores.Select(one => one.Score).SequenceEqual(expected.Score.OrderDescending());
}
