using System.Globalization;
using FsCheck;
using Microsoft.FSharp.Core;

namespace Kasparro.Testing;

/// <summary>
/// How properties are tried: on the same values in every run of the tests, so that what fails can be repeated and what
/// passed here passes there. KASPARRO_PROPERTY_SEED, a number, tries others; <c>make torture</c> sets one.
/// </summary>
public static class Properties
{
    private const string Variable = "KASPARRO_PROPERTY_SEED";

    /// <param name="times">How many values; ten times as many with a seed of its own.</param>
    public static Config Tried(int times)
    {
        var given = Environment.GetEnvironmentVariable(Variable);
        var isGiven = !string.IsNullOrEmpty(given);
        var seed = isGiven ? ulong.Parse(given!, CultureInfo.InvariantCulture) : 815;
        return Config
            .QuickThrowOnFailure.WithQuietOnSuccess(true)
            .WithMaxTest(isGiven ? 10 * times : times)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(seed), FSharpOption<int>.None)));
    }
}
