using System.CommandLine;
using System.CommandLine.Help;
using MsMclr.MLNet.Cli.Doctor;
using MsMclr.MLNet.Cli.Embed;
using MsMclr.MLNet.Cli.Evaluate;
using MsMclr.MLNet.Cli.Export;
using MsMclr.MLNet.Cli.Heads;
using MsMclr.MLNet.Cli.Inspect;
using MsMclr.MLNet.Cli.Pretrain;
using MsMclr.MLNet.Cli.Recognize;
using MsMclr.MLNet.Cli.Serve.Hosting;

// Not RootCommand: that takes its name from the assembly, which is not what users type.
var root = new Command("msmclr", "Skeleton encoders: trained, evaluated by a protocol, applied, compared, served, exported and inspected.")
{
    new HelpOption(),
    new VersionOption(),
    PretrainCommand.Make(),
    EvaluateCommand.Make(args),
    EmbedCommand.Make(),
    RecognizeCommand.Make(args),
    HeadsCommand.Make(),
    ServeCommand.Make(args),
    ExportCommand.Make(),
    InspectCommand.Make(),
    DoctorCommand.Make(),
};

// A command ends itself: evaluate after its last whole step, serve after the requests that it has accepted.
var parsed = root.Parse(args);
var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
return EmbedExit.IsMisspelt(parsed) ? EmbedExit.WrongArguments : code;
