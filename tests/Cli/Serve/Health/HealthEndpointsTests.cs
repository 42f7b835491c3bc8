using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MsMclr.MLNet.Cli.Serve;
using MsMclr.MLNet.Cli.Serve.Health;

namespace MsMclr.MLNet.Tests;

public class HealthEndpointsTests
{
    [TestCase("/live", "Live")]
    [TestCase("/ready", "Ready")]
    [TestCase("/health", "Ready")]
    public async Task A_well_service_says_so(string path, string said)
    {
        await using var service = await RunningService.Start();
        using var response = await service.Client.GetAsync(path);
        Assert.That((response.StatusCode, await response.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.OK, said)));
        Assert.That(response.Headers.CacheControl!.NoStore, Is.True);
    }

    [TestCase("/live")]
    [TestCase("/ready")]
    [TestCase("/health")]
    public async Task Health_is_told_however_often_it_is_asked(string path)
    {
        await using var service = await RunningService.Start("--requests-per-second", "1");
        var responses = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => service.Client.GetAsync(path)));
        Assert.That(responses.Select(response => response.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Health_checks_compute_nothing()
    {
        await using var service = await RunningService.Start();
        service.App.Services.GetRequiredService<ScoringModel>().Dispose(); // Whoever scores with it now fails.
        Assert.That(await service.Client.GetStringAsync("/live"), Is.EqualTo("Live"));
        Assert.That(await service.Client.GetStringAsync("/ready"), Is.EqualTo("Ready"));
    }

    [Test]
    public async Task A_service_whose_queue_is_full_is_alive_and_not_ready()
    {
        await using var service = await RunningService.Start("--parallel", "1", "--queue", "1");
        var scorer = service.App.Services.GetRequiredService<ClipScorer>();
        using var end = new ManualResetEventSlim();
        var working = Task.Run(() => scorer.InTurn(() => end.Wait(TimeSpan.FromSeconds(30)), CancellationToken.None));
        Assert.That(() => service.Client.GetStringAsync("/ready").Result, Is.EqualTo("Ready"));
        await Task.Delay(300);
        var waiting = scorer.InTurn(() => true, CancellationToken.None);
        using (var response = await service.Client.GetAsync("/ready"))
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("As many clips wait as may wait (1)."));
        }

        Assert.That(await service.Client.GetStringAsync("/live"), Is.EqualTo("Live"));
        end.Set();
        Assert.That(await Task.WhenAll(working, waiting), Is.All.True);
        await service.IsStillWell();
    }

    [Test]
    public async Task A_service_whose_model_is_not_what_it_was_is_not_ready()
    {
        await using var service = await RunningService.Start();
        var services = service.App.Services;
        var expected = services.GetRequiredService<ExpectedScores>();
        var other = expected with { Scores = [.. expected.Scores.Select(score => score + 0.01f)] };
        var changed = ActivatorUtilities.CreateInstance<SelfTest>(services, ModelOf(service, other));
        await changed.Run(CancellationToken.None);
        Assert.That(changed.Trouble, Is.EqualTo("The model gives other scores than it is to give."));
        var near = ActivatorUtilities.CreateInstance<SelfTest>(services, ModelOf(service, other with { Tolerance = 0.02f }));
        await near.Run(CancellationToken.None);
        Assert.That(near.Trouble, Is.Null);
        var fewer = ActivatorUtilities.CreateInstance<SelfTest>(services, ModelOf(service, other with { Scores = [1] }));
        await fewer.Run(CancellationToken.None);
        Assert.That(fewer.Trouble, Does.Contain("instead of 1"));
        var health = ActivatorUtilities.CreateInstance<ServiceHealth>(services, (IEnumerable<IReadiness>)[near, changed]);
        Assert.That(health.Trouble(), Is.EqualTo(changed.Trouble));
    }

    [Test]
    public async Task The_model_is_tested_in_the_background()
    {
        await using var service = await RunningService.Start("--self-test-seconds", "0.1");
        service.App.Services.GetRequiredService<ScoringModel>().Dispose();
        HttpStatusCode Ready() => service.Client.GetAsync("/ready").Result.StatusCode;
        Assert.That(Ready, Is.EqualTo(HttpStatusCode.ServiceUnavailable).After(10_000, 50));
        Assert.That(await service.Client.GetStringAsync("/live"), Is.EqualTo("Live"));
    }

    private static ModelHealth ModelOf(RunningService service, ExpectedScores expected)
        => new(service.App.Services.GetRequiredService<ScoringModel>(), expected);
}
