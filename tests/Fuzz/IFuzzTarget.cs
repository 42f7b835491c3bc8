namespace MsMclr.MLNet.Fuzzing;

/// <summary>A kind of file under fire: mutants of valid ones are loaded. A documented exception is fine, another one is a find.</summary>
internal interface IFuzzTarget
{
    string Name { get; }

    /// <summary>Gets the valid files to start from.</summary>
    IReadOnlyList<byte[]> Samples { get; }

    /// <summary>The mutant of a number.</summary>
    byte[] Mutant(int seed);

    /// <summary>Loads an input; says whether it was taken, and what is wrong with how it was handled, if anything is.</summary>
    FuzzResult Run(byte[] input);
}
