namespace MsMclr.MLNet.Tests;

public class HostFilterTests
{
    private static RunningService usual = null!;
    private static RunningService named = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        usual = await RunningService.Start();
        named = await RunningService.Start("--allowed-hosts", "scores.example; *.b.example");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await usual.DisposeAsync();
        await named.DisposeAsync();
    }

    [TestCase("localhost", 200)]
    [TestCase("localhost:5000", 200)]
    [TestCase("127.0.0.1:5000", 200)]
    [TestCase("[::1]:5000", 200)]
    [TestCase("app.localhost", 200)]
    [TestCase("", 200)]
    [TestCase("evil.example", 400)]
    [TestCase("localhost.evil.example", 400)]
    [TestCase("10.0.0.1", 400)]
    public async Task Over_loopback_only_its_names_are_served(string host, int status)
        => Assert.That(await AnswerOf(usual, host), Does.StartWith($"HTTP/1.1 {status}"));

    [TestCase("scores.example", 200)]
    [TestCase("SCORES.example:80", 200)]
    [TestCase("a.b.example", 200)]
    [TestCase("b.example", 400)]
    [TestCase("localhost", 400)]
    public async Task Allowed_hosts_are_served_and_no_others(string host, int status)
        => Assert.That(await AnswerOf(named, host), Does.StartWith($"HTTP/1.1 {status}"));

    [Test]
    public async Task Any_host_can_be_allowed()
    {
        await using var service = await RunningService.Start("--allowed-hosts", "*");
        Assert.That(await AnswerOf(service, "evil.example"), Does.StartWith("HTTP/1.1 200"));
    }

    [Test]
    public async Task Health_is_told_whatever_host_is_named()
        => Assert.That(await AnswerOf(named, "10.0.0.1:8080", "/live"), Does.StartWith("HTTP/1.1 200"));

    [Test]
    public async Task A_refusal_says_what_to_do()
    {
        var answer = await AnswerOf(usual, "evil.example");
        Assert.That(answer, Does.Contain("Host 'evil.example' is not served here. Start the service with --allowed-hosts"));
    }

    private static Task<string> AnswerOf(RunningService service, string host, string path = "/model")
        => service.Say($"GET {path} HTTP/1.1\nHost: {host}\nConnection: close\n\n");
}
