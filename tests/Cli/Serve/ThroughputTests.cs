using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Transforms.Onnx;

namespace MsMclr.MLNet.Tests;

/// <summary>What docs/deployment.md says of the ways to score: one model, 16 callers, each clip as it would come over HTTP.</summary>
[Explicit("A measurement. MSMCLR_MODEL names the model to measure with; without it, the tests' tiny one.")]
public class ThroughputTests
{
    private const int Callers = 16;

    [Test]
    public void Ways_to_score_prints([Values(0, 1)] int threadsOfSession)
    {
        var ml = new MLContext();
        ml.SetOnnxSessionOption(new OnnxSessionOptions
        {
            CreateSessionOptions = () => new SessionOptions { IntraOpNumThreads = threadsOfSession },
        });
        var model = ml.Model.Load(Environment.GetEnvironmentVariable("MSMCLR_MODEL") ?? TinyModel.File, out _);
        var shared = Engine();
        var engines = Enumerable.Range(0, Callers).Select(_ => Engine()).ToArray();
        var few = new SemaphoreSlim(Environment.ProcessorCount);
        Print(threadsOfSession, "one engine, one caller", 1, (_, clip) => shared.Predict(clip));
        Print(threadsOfSession, "one engine behind a lock", Callers, (_, clip) =>
        {
            lock (shared)
                shared.Predict(clip);
        });
        Print(threadsOfSession, "an engine a caller", Callers, (caller, clip) => engines[caller].Predict(clip));
        Print(threadsOfSession, "an engine a caller, as many at a time as cores", Callers, (caller, clip) =>
        {
            few.Wait();
            engines[caller].Predict(clip);
            few.Release();
        });
        Print(threadsOfSession, "Transform of 16 clips at a time, one caller", 1, (_, clip) => { }, Transform);
        Print(threadsOfSession, "a new engine for each clip", Callers, (_, clip) => Engine().Predict(clip));

        PredictionEngine<ClipInput, ClipScores> Engine()
            => ml.Model.CreatePredictionEngine<ClipInput, ClipScores>(model, new PredictionEngineOptions { OwnsTransformer = false });

        int Transform(ClipInput[] batch)
        {
            var scored = model.Transform(ml.Data.LoadFromEnumerable(batch));
            return ml.Data.CreateEnumerable<ClipScores>(scored, reuseRowObject: false).Count();
        }
    }

    private static void Print(int threads, string way, int callers, Action<int, ClipInput> score, Func<ClipInput[], int>? scoreBatch = null)
    {
        var clips = TinyModel.Clips.Select(clip => new ClipInput { Clip = clip }).ToArray();
        var times = new List<double>();
        var latencies = new List<double>();
        for (var round = 0; round < 4; round++)
        {
            var next = -1;
            var watch = Stopwatch.StartNew();
            const int Count = 320;
            if (scoreBatch is not null)
            {
                for (var done = 0; done < Count;)
                    done += scoreBatch(clips[..16]);
            }
            else
            {
                var threadsOfCallers = Enumerable.Range(0, callers).Select(caller => new Thread(() =>
                {
                    for (int i; (i = Interlocked.Increment(ref next)) < Count;)
                    {
                        var start = Stopwatch.GetTimestamp();
                        score(caller, clips[i % clips.Length]);
                        lock (latencies)
                            latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                    }
                })).ToArray();
                Array.ForEach(threadsOfCallers, thread => thread.Start());
                Array.ForEach(threadsOfCallers, thread => thread.Join());
            }

            if (round > 0)
                times.Add(Count / watch.Elapsed.TotalSeconds);
        }

        latencies.Sort();
        var pace = string.Create(CultureInfo.InvariantCulture, $"session threads {threads}: {way,-48} {times.Max(),7:f0} clips/s");
        TestContext.Out.WriteLine(pace + Latency(latencies));
    }

    private static string Latency(List<double> sorted)
    {
        if (sorted.Count == 0)
            return "";
        var median = sorted[sorted.Count / 2];
        var last = sorted[sorted.Count * 99 / 100];
        return string.Create(CultureInfo.InvariantCulture, $"   median {median:f1} ms, p99 {last:f1} ms");
    }
}
