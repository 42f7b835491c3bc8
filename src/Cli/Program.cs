using System.CommandLine;
using MsMclr.MLNet.Cli.Evaluate;
using MsMclr.MLNet.Cli.Heads;
using MsMclr.MLNet.Cli.Serve;

var root = new RootCommand("Skeleton encoders: judged by a paper's protocol, their embeddings' heads compared, saved models served.")
{
    EvaluateCommand.Make(args),
    HeadsCommand.Make(),
    ServeCommand.Make(args),
};

// A command ends itself: evaluate after its last whole step, serve after the requests that it has accepted.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
