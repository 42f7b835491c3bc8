namespace MsMclr.MLNet.Parquet.Reading;

/// <summary>Calls ParquetSharp for a file, and says which one it was where that fails.</summary>
internal static class Native
{
    /// <exception cref="FormatException">The file is damaged; the message names it.</exception>
    public static T Read<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is not (FormatException or IOException or UnauthorizedAccessException or OutOfMemoryException
            or DllNotFoundException or TypeInitializationException))
        {
            throw new FormatException($"{file}: it cannot be read as Parquet ({error.Message}). Delete it and write it again.", error);
        }
    }
}
