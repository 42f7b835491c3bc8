using System.CommandLine;
using MsMclr.MLNet.Cli.Embed.Shards;

namespace MsMclr.MLNet.Cli.Embed;

/// <summary>How <c>embed</c> ends, in the numbers that a scheduler decides by.</summary>
internal static class EmbedExit
{
    /// <summary>The arguments are wrong: to come again is of no use.</summary>
    public const int WrongArguments = 2;

    /// <summary>Come again: the same command goes on with what is missing. EX_TEMPFAIL of sysexits.h, and Slurm's RequeueExit.</summary>
    public const int ComeAgain = 75;

    private const int Terminated = 143;

    /// <summary>Whether words of this command's are none that it knows. Such a job should not be tried again.</summary>
    public static bool IsMisspelt(ParseResult parsed) => parsed.Errors.Count > 0 && parsed.CommandResult.Command.Name == EmbedCommand.Name;

    /// <summary>Looks at the arguments.</summary>
    /// <returns>0, 1 where a file that they name cannot be read, 2 where they are wrong.</returns>
    public static int OfArguments(Action check)
    {
        var isWrong = false;
        var code = CommandRun.Run(() =>
        {
            try
            {
                check();
            }
            catch (Exception error) when (error is ArgumentException or (FormatException and not SkeletonFileException))
            {
                isWrong = true;
                throw;
            }
        });
        return isWrong ? WrongArguments : code;
    }

    /// <summary>Embeds shards.</summary>
    /// <returns>0, 1 where something went wrong, 2 where the folder was begun with other arguments, 75 where SIGTERM came, 130 where Ctrl+C
    /// was pressed.</returns>
    public static int OfShards(Action<CancellationToken> work)
    {
        var isMismatch = false;
        var code = CommandRun.Run(Work, () => "The same command goes on with what is missing.");
        if (isMismatch)
            return WrongArguments;
        return code == Terminated ? ComeAgain : code;

        void Work(CancellationToken cancellationToken)
        {
            try
            {
                work(cancellationToken);
            }
            catch (ManifestMismatchException)
            {
                isMismatch = true;
                throw;
            }
        }
    }
}
