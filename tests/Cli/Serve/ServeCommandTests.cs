using System.Diagnostics;
using System.Net;

namespace MsMclr.MLNet.Tests;

public class ServeCommandTests
{
    [Test]
    public async Task A_stopping_service_answers_what_it_has_accepted()
    {
        await using var service = await RunningService.Start("--parallel", "1");
        var clip = RunningService.JsonOf(TinyModel.Clips[1]);
        await service.IsStillWell();
        var answers = Enumerable.Range(0, 16).Select(_ => service.Score(clip)).ToArray();
        await Task.Delay(30);
        await service.App.StopAsync();
        foreach (var answer in answers)
        {
            try
            {
                Assert.That((await answer).Embedding, Is.EqualTo(TinyModel.Expected[1].Features));
            }
            catch (HttpRequestException error) when (error.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.Unknown)
            {
                // Came too late to be accepted.
            }
        }

        Assert.That(answers.Count(answer => answer.IsCompletedSuccessfully), Is.GreaterThan(0));
        Assert.That(() => service.Client.GetAsync("/ready"), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public async Task A_process_of_its_own_serves_and_ends_well_when_told_to()
    {
        using var process = Start(["--model", TinyModel.File, "--urls", "http://127.0.0.1:0"]);
        var line = "";
        while (!line.Contains("Now listening on"))
            line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The service did not start.");
        var address = line[line.IndexOf("http://", StringComparison.Ordinal)..].Trim();
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        Assert.That(await client.GetStringAsync("/ready"), Is.EqualTo("Ready"));
        using var content = new ByteArrayContent(RunningService.NtuOf(TinyModel.Clips[2]));
        content.Headers.ContentType = new("text/plain");
        using var response = await client.PostAsync("/score", content);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain($"\"action\":\"{TinyModel.Expected[2].PredictedLabel}\""));
        var loaded = LoadedFiles(process);
        Assert.That(loaded, Has.Some.Contains("onnxruntime").And.Some.Contains("MsMclr.MLNet.Loaders"), "native and managed ones are seen");
        Assert.That(loaded, Has.None.Contains("torch").IgnoreCase, "neither libtorch nor TorchSharp");
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString()]))
            await kill.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.That(process.ExitCode, Is.Zero);
    }

    [TestCase("--model", "nowhere.zip", "There is no model at 'nowhere.zip'. Write one with")]
    [TestCase("--neighbors", "nowhere.idv", "There are no embeddings at 'nowhere.idv'")]
    [TestCase("--request-per-second", "5", "There is no option '--request-per-second'. Is '--requests-per-second' meant?")]
    [TestCase("--max-received-bytes", "1000", "Scoring:MaxReceivedBytes is 1000; allowed: 16842752 or more")]
    [TestCase("--model-sha256", "12ab", "Scoring:ModelSha256 is 12ab; allowed: 64 hexadecimal digits.")]
    [TestCase("--health-urls", "nonsense", "Invalid url: 'nonsense'")]
    [TestCase("--max-frames", "0", "Scoring:MaxFrames is 0; allowed: 1 to 100000.")]
    public async Task What_is_missing_is_one_sentence(string option, string value, string said)
    {
        using var process = Start(["--model", TinyModel.File, "--urls", "http://127.0.0.1:0", option, value]);
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That((process.ExitCode, error.Trim().Count(letter => letter == '\n')), Is.EqualTo((1, 0)), error);
        Assert.That(error, Does.StartWith(said));
    }

    [Test]
    public void A_file_that_is_no_model_is_one_sentence()
    {
        var file = TinyModel.PathOf("damaged.zip");
        foreach (var length in new[] { 0, 10, 5_000 })
        {
            File.WriteAllBytes(file, File.ReadAllBytes(TinyModel.File)[..length]);
            Assert.That(() => RunningService.Start("--model", file), Throws.TypeOf<FormatException>().With.Message.Contains("damaged.zip"));
        }
    }

    [Test]
    public async Task A_model_that_is_another_than_was_saved_is_refused_where_that_is_asked_for()
    {
        var plain = TinyModel.PathOf("plain.zip");
        var ml = new Microsoft.ML.MLContext(1);
        var model = SkeletonModel.Load(ml, TinyModel.File, out var schema);
        var known = TinyModel.PathOf("sealed.zip");
        ml.Model.Save(model, schema, plain);
        SkeletonModel.Save(ml, model, schema, known);
        (model as IDisposable)?.Dispose();
        await using (await RunningService.Start("--model", plain))
        {
            // It is a model that ML.NET has saved, or one whose seal somebody has taken off.
        }

        var hash = SkeletonModel.Check(known).Sha256;
        string[][] demands = [["--require-seal", "true"], ["--model-sha256", hash]];
        foreach (var demand in demands)
        {
            var refused = Throws.TypeOf<FormatException>().With.Message.Contains("plain.zip");
            Assert.That(() => RunningService.Start(["--model", plain, .. demand]), refused);
        }

        await using var service = await RunningService.Start("--model", known, "--model-sha256", hash, "--require-seal", "true");
        await service.IsStillWell();
    }

    // Linux says which files are mapped into a process; assemblies are among them.
    private static string[] LoadedFiles(Process process) => OperatingSystem.IsLinux()
        ? File.ReadAllLines($"/proc/{process.Id}/maps")
        : [.. process.Modules.Cast<ProcessModule>().Select(module => module.FileName)];

    private static Process Start(string[] args) => Tool.Start(["serve", .. args]);
}
