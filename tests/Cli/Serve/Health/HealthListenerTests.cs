using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MsMclr.MLNet.Cli.Serve;
using MsMclr.MLNet.Cli.Serve.Health;

namespace MsMclr.MLNet.Tests;

public class HealthListenerTests
{
    private static readonly string[] OwnListener = ["--health-urls", "http://127.0.0.1:0"];

    [Test]
    public async Task Health_gets_through_where_no_connection_is_free()
    {
        string[] few = ["--max-connections", "4", "--max-connections-per-address", "4"];
        await using var service = await RunningService.Start([.. OwnListener, .. few]);
        using var client = ClientOf(service);
        using var receiving = await Clients.Connect(service, 4);
        await receiving.Send(RunningService.Head(1_000) + "{");
        await Task.Delay(300);
        Assert.That(() => service.Client.GetAsync("/live"), Throws.InstanceOf<HttpRequestException>(), "the service has no place");
        Assert.That(await client.GetStringAsync("/live"), Is.EqualTo("Live"));
        Assert.That(await client.GetStringAsync("/ready"), Is.EqualTo("Ready"));
    }

    [Test]
    public async Task Nothing_else_is_answered_there()
    {
        await using var service = await RunningService.Start(OwnListener);
        using var client = ClientOf(service);
        foreach (var path in new[] { "/", "/model", "/sample", "/score" })
        {
            using var response = await client.GetAsync(path);
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), path);
        }
    }

    [Test]
    public async Task A_stopping_service_is_alive_and_not_ready_until_the_last_clip_is_scored()
    {
        await using var service = await RunningService.Start([.. OwnListener, "--parallel", "1"]);
        using var client = ClientOf(service);
        var scorer = service.App.Services.GetRequiredService<ClipScorer>();
        using var end = new ManualResetEventSlim();
        var working = Task.Run(() => scorer.InTurn(() => end.Wait(TimeSpan.FromSeconds(30)), CancellationToken.None));
        await Task.Delay(300);
        var answer = service.Score(RunningService.JsonOf(TinyModel.Clips[0]));
        await Task.Delay(300);
        var stopping = service.App.StopAsync();
        await Task.Delay(300);
        using (var response = await client.GetAsync("/ready"))
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("The service is stopping."));
        }

        Assert.That(await client.GetStringAsync("/live"), Is.EqualTo("Live"));
        end.Set();
        Assert.That((await answer).Embedding, Is.EqualTo(TinyModel.Expected[0].Features));
        await Task.WhenAll(stopping, working);
        Assert.That(() => client.GetAsync("/live"), Throws.InstanceOf<HttpRequestException>());
    }

    private static HttpClient ClientOf(RunningService service)
        => new() { BaseAddress = new Uri(service.App.Services.GetRequiredService<HealthListener>().Addresses.Single()) };
}
