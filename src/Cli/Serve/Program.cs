using MsMclr.MLNet.Examples;

// Scores skeleton clips over HTTP with the model that Quickstart wrote.
try
{
    await using var app = ScoringApp.Create(args);
    await app.RunAsync();
    return 0;
}
catch (Exception error) when (error is ArgumentException or FormatException or IOException or InvalidOperationException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}
