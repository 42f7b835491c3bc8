using System.Diagnostics;

namespace MsMclr.MLNet.Tests;

public class OpenConnectionsTests
{
    private const string Live = "GET /live HTTP/1.1\nHost: localhost\n\n";

    [Test]
    public async Task Clients_that_say_nothing_lock_nobody_out()
    {
        await using var service = await RunningService.Start("--max-connections", "32", "--max-connections-per-address", "24");
        using var silent = await Clients.Connect(service, 64);
        var watch = Stopwatch.StartNew();
        await service.IsStillWell();
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
        Assert.That(() => silent.Closed, Is.InRange(40, 42).After(5_000, 20), "the address may have 24; the client that scores is one");
    }

    [Test]
    public async Task Clients_that_begin_a_request_and_leave_it_lock_nobody_out()
    {
        await using var service = await RunningService.Start("--max-connections", "16", "--max-connections-per-address", "16");
        using var slow = await Clients.Connect(service, 48);
        await slow.Send("GET /live HT");
        await service.IsStillWell();
    }

    [Test]
    public async Task Clients_that_were_served_and_stay_lock_nobody_out()
    {
        await using var service = await RunningService.Start("--max-connections", "8", "--max-connections-per-address", "8");
        using var served = await Clients.Connect(service, 8);
        await served.Send(Live);
        foreach (var client in served.All)
            Assert.That(await client.Hear("Live"), Does.StartWith("HTTP/1.1 200"));
        await Task.Delay(1_200); // They count as idle after a second.
        await service.IsStillWell();
    }

    [Test]
    public async Task A_silent_client_is_closed_after_the_time_for_headers()
    {
        await using var service = await RunningService.Start("--receive-seconds", "0.5");
        using var client = await RawClient.Connect(service.Address.Port);
        var watch = Stopwatch.StartNew();
        Assert.That(await client.Hear(), Is.Empty);
        Assert.That(watch.Elapsed.TotalSeconds, Is.InRange(0.3, 10), "and not after the 130 s that Kestrel keeps connections");
    }

    [Test]
    public async Task A_client_is_kept_between_requests_for_its_time()
    {
        await using var service = await RunningService.Start("--idle-seconds", "1", "--receive-seconds", "20");
        using var client = await RawClient.Connect(service.Address.Port);
        await client.Send(Live);
        Assert.That(await client.Hear("Live"), Does.StartWith("HTTP/1.1 200"));
        await client.Send(Live);
        Assert.That(await client.Hear("Live"), Does.StartWith("HTTP/1.1 200"));
        var watch = Stopwatch.StartNew();
        await client.Hear();
        Assert.That(watch.Elapsed.TotalSeconds, Is.LessThan(10));
    }

    [Test]
    public async Task A_request_that_is_received_keeps_its_place()
    {
        await using var service = await RunningService.Start("--max-connections", "8", "--max-connections-per-address", "8");
        var clip = RunningService.JsonOf(TinyModel.Clips[0]);
        using var receiving = await RawClient.Connect(service.Address.Port);
        await receiving.Send(RunningService.Head(clip.Length));
        await receiving.Send(clip.AsMemory(0, 100));
        await Task.Delay(200);
        using var silent = await Clients.Connect(service, 32);
        await service.IsStillWell();
        await receiving.Send(clip.AsMemory(100));
        Assert.That(await receiving.Hear(), Does.StartWith("HTTP/1.1 200"));
    }

    [Test]
    [Platform("Linux")]
    public async Task One_address_has_no_more_than_its_share_of_places()
    {
        await using var service = await RunningService.Start("--max-connections", "8", "--max-connections-per-address", "4");
        using var greedy = await Clients.Connect(service, 8, "127.0.0.2");
        await greedy.Send(RunningService.Head(1_000) + "{");
        Assert.That(() => greedy.Closed, Is.EqualTo(4).After(5_000, 20));
        await service.IsStillWell();
        Assert.That(greedy.Closed, Is.EqualTo(4));
    }

    [Test]
    public async Task A_stopping_service_does_not_wait_for_the_silent()
    {
        await using var service = await RunningService.Start();
        using var silent = await Clients.Connect(service, 8);
        await service.IsStillWell();
        var watch = Stopwatch.StartNew();
        await service.App.StopAsync();
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(8)));
        Assert.That(() => silent.Closed, Is.EqualTo(8).After(5_000, 20));
    }
}
