using System.Diagnostics;
using System.Globalization;
using MsMclr.MLNet.Fuzzing;
using MsMclr.MLNet.Fuzzing.Models;
using MsMclr.MLNet.Fuzzing.Service;

// dotnet run -c Release --project tests/Fuzz -- [target|formats|models|service|all] [inputs a target, 200000] [first seed, 0]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var which = args.ElementAtOrDefault(0) ?? "all";
var inputs = int.Parse(args.ElementAtOrDefault(1) ?? "200000");
var firstSeed = int.Parse(args.ElementAtOrDefault(2) ?? "0");
var labels = Directory.CreateTempSubdirectory("msmclr-fuzz-").FullName;
var finds = 0;
try
{
    Console.WriteLine(
        $"{"target",-18}{"inputs",10}{"taken",10}{"refused",10}{"finds",7}{"slowest ms",12}{"most MB",10}{"seconds",9}");
    foreach (var target in FuzzTargets.All(labels).Where(target => which is "all" or "formats" || target.Name == which))
        finds += Fuzz(target);
    if (which is "all" or "models" || ModelTargets.Names.Contains(which))
    {
        foreach (var target in ModelTargets.All(labels).Where(target => which is "all" or "models" || target.Name == which))
            finds += Fuzz(target);
    }

    if (which is "all" or "service" || ServiceTargets.Names.Contains(which))
    {
        await using var service = await ServiceTargets.Start(labels);
        foreach (var target in service.All.Where(target => which is "all" or "service" || target.Name == which))
            finds += Fuzz(target);
    }
}
finally
{
    Directory.Delete(labels, recursive: true);
}

return finds == 0 ? 0 : 1;

int Fuzz(IFuzzTarget target)
{
    var watch = Stopwatch.StartNew();
    var taken = 0;
    var refused = 0;
    var found = 0;
    var slowest = 0.0;
    var most = 0L;
    foreach (var sample in target.Samples)
    {
        // What is refused as it is, is refused whatever is done to it, and tells nothing.
        if (!target.Run(sample).Taken && target is ModelTarget)
            throw new InvalidOperationException($"{target.Name}: a sample is refused.");
    }

    for (var seed = firstSeed; seed < firstSeed + inputs; seed++)
    {
        var input = target.Mutant(seed);
        var result = target.Run(input);
        slowest = Math.Max(slowest, result.Milliseconds);
        most = Math.Max(most, result.Allocated);
        if (result.Taken)
            taken++;
        else if (result.Find is null)
            refused++;
        if (result.Find is null)
            continue;
        found++;
        Directory.CreateDirectory("artifacts/fuzz");
        File.WriteAllBytes($"artifacts/fuzz/{target.Name}-{seed}", input);
        Console.Error.WriteLine($"{target.Name}, seed {seed} (kept in artifacts/fuzz): {result.Find}");
    }

    var seconds = watch.Elapsed.TotalSeconds;
    Console.WriteLine(
        $"{target.Name,-18}{inputs,10}{taken,10}{refused,10}{found,7}{slowest,12:f1}{most / 1e6,10:f1}{seconds,9:f0}");
    return found;
}
