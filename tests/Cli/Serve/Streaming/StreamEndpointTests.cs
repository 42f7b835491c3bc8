using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MsMclr.MLNet.Cli.Serve.Receiving;
using MsMclr.MLNet.Cli.Serve.Streaming;

namespace MsMclr.MLNet.Tests;

/// <summary>A stream pushed to the service frame by frame, and what comes back.</summary>
public class StreamEndpointTests
{
    private const string Easy = "?beginThreshold=0.3&endThreshold=0.2";
    private static readonly UntrimmedRecording Made =
        SyntheticSkeletons.MakeUntrimmed(new SyntheticSkeletons.UntrimmedOptions { Recordings = 1, ActionsEach = 3 }).Single();

    [Test]
    public async Task A_recording_gives_the_intervals_that_the_command_finds_in_its_file()
    {
        using var folder = new TemporaryFolder();
        folder.Write("data/0001-M.txt", PkuMmdText.Of(Made.Recording));
        string[] thresholds = ["--set", "BeginThreshold=0.3", "--set", "EndThreshold=0.2"];
        string[] files = ["--data", folder.File("data"), "--format", "pku-mmd", "--out", folder.File("found.csv")];
        Tool.Run(["recognize", "--model", TinyModel.File, .. files, .. thresholds]).Succeeded();
        var expected = ActionIntervalFile.Read(folder.File("found.csv"));

        await using var service = await RunningService.Start();
        using var client = await StreamClient.Open(service, Easy);
        var told = await client.Push(SkeletonFrame.Of(Made.Recording));
        var found = told.Where(one => one.Ended is not null).Select(one => new ActionInterval
        {
            Recording = "0001-M",
            Action = one.Ended!.Action,
            Start = one.Ended.Start,
            End = one.Ended.End,
            Confidence = one.Ended.Confidence,
            Person = one.Person,
        });
        var ordered = found.OrderBy(interval => interval.Start).ThenBy(interval => interval.Person);
        Assert.That(IntervalEvaluation.AcrossPeople(ordered), Is.EqualTo(expected).And.Not.Empty);
    }

    [Test]
    public async Task What_a_frame_makes_known_is_told_before_the_next_one_comes()
    {
        await using var service = await RunningService.Start();
        using var client = await StreamClient.Open(service);
        using var recognizer = ActionRecognizer.Load(TinyModel.File);
        Assert.That(client.Begin, Is.EqualTo(new StreamBegin(60, 15, recognizer.DelayFrames)));
        foreach (var frame in SkeletonFrame.Of(Made.Recording).Take(80))
        {
            await client.Send(frame);
            foreach (var expected in recognizer.Push(frame))
                Assert.That(Text(await client.Hear<StreamAnswer>()), Is.EqualTo(Text(StreamAnswer.Of(expected, recognizer.Labels))));
        }
    }

    [Test]
    public async Task Many_streams_at_a_time_are_each_told_their_own()
    {
        await using var service = await RunningService.Start();
        var frames = SkeletonFrame.Of(Made.Recording).Take(200).ToList();
        var streams = Enumerable.Range(0, 8).Select(stream => frames.Take(100 + (10 * stream)).ToList()).ToArray();
        var told = await Task.WhenAll(streams.Select(async stream =>
        {
            using var client = await StreamClient.Open(service, Easy);
            return await client.Push(stream);
        }));
        for (var stream = 0; stream < told.Length; stream++)
        {
            using var recognizer = ActionRecognizer.Load(TinyModel.File, new() { BeginThreshold = 0.3f, EndThreshold = 0.2f });
            List<ActionRecognition> expected = [.. streams[stream].SelectMany(recognizer.Push), .. recognizer.Complete()];
            var texts = expected.Select(one => Text(StreamAnswer.Of(one, recognizer.Labels)));
            Assert.That(told[stream].Select(Text), Is.EqualTo(texts).And.Not.Empty, $"stream {stream}");
        }
    }

    [TestCase("", HttpStatusCode.UpgradeRequired, "/stream is a WebSocket")]
    [TestCase("?frameRate=fast", HttpStatusCode.BadRequest, "FrameRate")]
    public async Task What_is_no_stream_is_refused(string query, HttpStatusCode status, string reason)
    {
        await using var service = await RunningService.Start();
        using var response = await service.Client.GetAsync("/stream" + query);
        Assert.That(response.StatusCode, Is.EqualTo(status));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain(reason));
    }

    [TestCase("?frameRate=0", 400)]
    [TestCase("?windowSeconds=31", 400)]
    [TestCase("?beginThreshold=0.2&endThreshold=0.3", 400)]
    [TestCase("?companions=2", 400)]
    public async Task Settings_that_cannot_be_are_refused(string query, int status)
    {
        await using var service = await RunningService.Start();
        Assert.That(await RefusalOf(service, query), Is.EqualTo((HttpStatusCode)status));
        await IsAllClosed(service);
    }

    [Test]
    public async Task A_page_of_another_site_may_not_open_streams_and_the_services_own_may()
    {
        await using var service = await RunningService.Start();
        Assert.That(await RefusalOf(service, origin: "http://elsewhere.example"), Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await RefusalOf(service, origin: "null"), Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await RefusalOf(service, origin: service.Address.GetLeftPart(UriPartial.Authority)), Is.Null);
    }

    [Test]
    public async Task An_address_has_so_many_streams_and_a_client_that_is_gone_gives_its_place_back()
    {
        await using var service = await RunningService.Start("--max-streams-per-address", "2");
        using var first = await StreamClient.Open(service);
        using (var second = await StreamClient.Open(service))
        {
            Assert.That(await RefusalOf(service), Is.EqualTo(HttpStatusCode.TooManyRequests));
            await second.Send(SkeletonFrame.Of(Made.Recording).First());
        }

        await Until(() => Streams(service).Count == 1);
        using var third = await StreamClient.Open(service);
        first.Dispose();
        third.Dispose();
        await IsAllClosed(service);
        await service.IsStillWell();
    }

    [TestCase("""{"bodies": [{"joints": [[1, 2, 3]]}]}""", "a body has 1 joints, and ntu-rgb+d has 25")]
    [TestCase("""{"bodys": []}""", "bodys")]
    [TestCase("""{"number": -1}""", "The frame's number is -1")]
    [TestCase("""{"bodies": [null, null, null, null, null, null, null, null, null]}""", "a frame has 9 bodies, more than 8")]
    [TestCase("hello", "a message is not as expected")]
    [TestCase("null", "a message is null")]
    public async Task A_message_that_is_no_frame_ends_the_stream_with_the_reason(string message, string reason)
    {
        await using var service = await RunningService.Start();
        using var client = await StreamClient.Open(service);
        await client.Send(Encoding.UTF8.GetBytes(message));
        Assert.That((await client.HearAll()).End.Problem, Does.Contain(reason).And.Not.Contain("Parameter"));
        await IsAllClosed(service);
    }

    [Test]
    public async Task Messages_that_are_too_long_or_binary_end_it_too()
    {
        await using var service = await RunningService.Start();
        using var longest = await StreamClient.Open(service);
        await longest.Send(new byte[100_000]);
        Assert.That((await longest.HearAll()).End.Problem, Does.Contain("a message is longer than 23296 bytes"));
        using var binary = await StreamClient.Open(service);
        await binary.Send([1, 2, 3], WebSocketMessageType.Binary);
        Assert.That((await binary.HearAll()).End.Problem, Does.Contain("binary"));
        await IsAllClosed(service);
    }

    [Test]
    public async Task A_client_that_says_nothing_is_told_so()
    {
        await using var service = await RunningService.Start("--idle-seconds", "0.3");
        using var client = await StreamClient.Open(service);
        Assert.That((await client.HearAll()).End.Problem, Does.Contain("no frame came"));
        await IsAllClosed(service);
    }

    [Test]
    public async Task A_service_that_stops_says_so()
    {
        await using var service = await RunningService.Start();
        using var client = await StreamClient.Open(service);
        var hearing = client.HearAll();
        await service.App.StopAsync().WaitAsync(TimeSpan.FromSeconds(10));
        Assert.That((await hearing).End.Problem, Does.Contain("the service stops"));
    }

    private static string Text(StreamAnswer answer) => JsonSerializer.Serialize(answer);

    private static OpenStreams Streams(RunningService service) => service.App.Services.GetRequiredService<OpenStreams>();

    private static async Task IsAllClosed(RunningService service)
        => await Until(() => Streams(service).Count == 0 && service.App.Services.GetRequiredService<BodyMemory>().Taken == 0);

    private static async Task Until(Func<bool> condition)
    {
        for (var tries = 0; tries < 600 && !condition(); tries++)
            await Task.Delay(50);
        Assert.That(condition(), Is.True, "not within 30 s");
    }

    // The status; null where a stream opens.
    private static async Task<HttpStatusCode?> RefusalOf(RunningService service, string query = "", string? origin = null)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        try
        {
            await socket.ConnectAsync(StreamClient.AddressOf(service, query), CancellationToken.None);
            return null;
        }
        catch (WebSocketException)
        {
            return socket.HttpStatusCode;
        }
    }
}
