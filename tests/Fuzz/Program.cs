using System.Diagnostics;
using System.Globalization;
using MsMclr.MLNet.Fuzzing;

// dotnet run -c Release --project tests/Fuzz -- [format|all] [inputs a format, 200000] [first seed, 0]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var which = args.ElementAtOrDefault(0) ?? "all";
var inputs = int.Parse(args.ElementAtOrDefault(1) ?? "200000");
var firstSeed = int.Parse(args.ElementAtOrDefault(2) ?? "0");
var labels = Directory.CreateTempSubdirectory("msmclr-fuzz-").FullName;
var finds = 0;
try
{
    Console.WriteLine($"{"format",-18}{"inputs",10}{"taken",10}{"refused",10}{"finds",7}{"slowest ms",12}{"most MB",10}{"seconds",9}");
    foreach (var target in FuzzTargets.All(labels).Where(target => which == "all" || target.Name == which))
    {
        var (taken, refused, found, slowest, most, watch) = (0, 0, 0, 0.0, 0L, Stopwatch.StartNew());
        foreach (var sample in target.Samples)
            target.Run(sample);
        for (var seed = firstSeed; seed < firstSeed + inputs; seed++)
        {
            var input = target.Mutant(seed);
            var (wasTaken, find, milliseconds, allocated) = target.Run(input);
            // A pause of the machine is no fault of a parser: what is slow has to be slow again.
            for (var again = 0; again < 3 && milliseconds > 5; again++)
                milliseconds = Math.Min(milliseconds, target.Run(input).Milliseconds);
            taken += wasTaken ? 1 : 0;
            refused += wasTaken || find is not null ? 0 : 1;
            slowest = Math.Max(slowest, milliseconds);
            most = Math.Max(most, allocated);
            if (find is null)
                continue;
            found++;
            Directory.CreateDirectory("artifacts/fuzz");
            File.WriteAllBytes($"artifacts/fuzz/{target.Name}-{seed}", input);
            Console.Error.WriteLine($"{target.Name}, seed {seed} (kept in artifacts/fuzz): {find}");
        }

        finds += found;
        Console.WriteLine($"{target.Name,-18}{inputs,10}{taken,10}{refused,10}{found,7}{slowest,12:f1}{most / 1e6,10:f1}{watch.Elapsed.TotalSeconds,9:f0}");
    }
}
finally
{
    Directory.Delete(labels, recursive: true);
}

return finds == 0 ? 0 : 1;
