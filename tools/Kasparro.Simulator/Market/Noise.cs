namespace Kasparro.Simulator.Market;

/// <summary>
/// Numbers that look random and are a function of seed, series and position: any moment of a price's history can be
/// asked for
/// without walking there, on any machine and .NET version alike.
/// </summary>
internal readonly struct Noise(long seed)
{
    /// <summary>Octaves of the walk: the slowest turns once in 2^14 steps.</summary>
    private const int Octaves = 15;

    /// <returns>0 (included) to 1 (excluded).</returns>
    public double Uniform(long series, long position = 0) => (Hash(series, position) >> 11) * (1.0 / (1UL << 53));

    public int Below(int limit, long series, long position = 0) => (int)(Uniform(series, position) * limit);

    /// <summary>
    /// A walk around 0 whose steps have about the size of <paramref name="volatility"/>: noise of doubled length and
    /// root-of-two height, summed.
    /// </summary>
    public double Walk(long series, long step, double volatility)
    {
        var sum = 0.0;
        for (var octave = 0; octave < Octaves; octave++)
        {
            var (cell, within) = (step >> octave, (step & ((1L << octave) - 1)) / (double)(1L << octave));
            var row = (series * Octaves) + octave;
            sum +=
                Math.Pow(2, octave / 2.0)
                * (((Uniform(row, cell) * (1 - within)) + (Uniform(row, cell + 1) * within)) - 0.5);
        }

        return sum * volatility;
    }

    /// <summary>SplitMix64's finisher over the three numbers.</summary>
    private ulong Hash(long series, long position)
    {
        var mixed = Mix((ulong)seed + 0x9E3779B97F4A7C15);
        mixed = Mix(mixed ^ ((ulong)series * 0xBF58476D1CE4E5B9));
        return Mix(mixed + ((ulong)position * 0x94D049BB133111EB) + 1);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
