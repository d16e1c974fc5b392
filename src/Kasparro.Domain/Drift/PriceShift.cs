using System.Globalization;
using Kasparro.Domain.RunChecks;

namespace Kasparro.Domain.Drift;

/// <summary>
/// Prices of a source that jump by a common factor: another unit or currency, or a decimal point in another place. In a
/// market many prices move, but not all by the same factor.
/// </summary>
public static class PriceShift
{
    /// <summary>The column whose numbers change; no path of a record, so it is found whatever a source declares.
    /// </summary>
    public const string Path = "asset_market_data.price_usd";

    /// <summary>Prices further apart in time are not compared: any market gets anywhere in a year.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(30);

    /// <summary>What is no small movement, in powers of ten: a factor of 1.78.</summary>
    private const double Jump = 0.25;

    /// <summary>Where few listings are known, only a factor of 5 is more than a wild day.</summary>
    private const double JumpOfFew = 0.7;

    private const int Few = 20;

    /// <summary>Fewer are no pattern.</summary>
    private const int Fewest = 3;

    /// <summary>Of the prices that jumped, so many went the same way equally far.</summary>
    private const double NearlyAll = 0.8;

    private const double Many = 0.25;

    /// <summary>As many are enough where the factor is a power of ten.</summary>
    private const double SomeByPowerOfTen = 0.05;

    /// <summary>What the market moved meanwhile, in powers of ten: a tenth of the price, or more for large factors.
    /// </summary>
    private const double Market = 0.0458;

    /// <param name="moves">Of each listing, the logarithm to base 10 of its price over the one before.</param>
    /// <returns>Null where they did not jump together.</returns>
    public static SchemaChange? Of(IReadOnlyList<double> moves)
    {
        var smallest = moves.Count < Few ? JumpOfFew : Jump;
        var jumped = moves.Where(move => Math.Abs(move) >= smallest).ToList();
        if (jumped.Count < Fewest)
            return null;

        var factor = Robust.Median(jumped);
        var alike = jumped.Count(move => IsNear(move, factor));
        if (alike < NearlyAll * jumped.Count || alike < SmallestShare(moves.Count, factor) * moves.Count)
            return null;
        return new SchemaChange(
            Path,
            DriftKind.ScaleShifted,
            "1",
            Text(factor),
            Severity.Critical,
            Math.Round(Robust.WilsonLowerBound(alike, jumped.Count), 4)
        );
    }

    /// <summary>Whether prices are still as the change left them, in a run that may have brought few.</summary>
    public static bool IsStill(SchemaChange shift, IReadOnlyList<double> moves) =>
        moves.Count(move => IsNear(move, FactorOf(shift.To))) is var alike and > 0
        && alike >= SomeByPowerOfTen * moves.Count;

    /// <summary>
    /// The changes of the path that are new or other than they were, after some runs. One that is held back stays until
    /// prices are as before it; one that is not, until they jump back. A person can accept either.
    /// </summary>
    /// <param name="open">The changes of the source that are open.</param>
    /// <param name="runs">In their order.</param>
    public static IReadOnlyList<SchemaDrift> Follow(
        IReadOnlyList<SchemaDrift> open,
        IReadOnlyList<PricedRun> runs,
        Func<PricedRun, SchemaChange, SchemaDrift> opens,
        DateTimeOffset at
    )
    {
        var drifts = open.Where(drift => drift.Path == Path).ToList();
        foreach (var run in runs)
        {
            var found = run.Shift is { } shift ? opens(run, shift) : null;
            var place = drifts.FindIndex(drift => drift.Status == DriftStatus.Open && IsOf(drift, run));
            // Found under a policy that holds nothing back, and its rows are to be held back now.
            var isOutdated = place >= 0 && found is { HoldsBack: true } && !drifts[place].HoldsBack;
            if (place >= 0)
                drifts[place] = isOutdated ? drifts[place].End(at) : Next(drifts[place], run, at);
            if (found is not null && (place < 0 || isOutdated))
                drifts.Add(found);
        }

        return [.. drifts.Except(open)];
    }

    private static bool IsOf(SchemaDrift drift, PricedRun run) =>
        drift.HoldsBack || (run.Shift is { } shift && (drift.IsAbout(shift) || IsReturn(drift, shift)));

    private static SchemaDrift Next(SchemaDrift drift, PricedRun run, DateTimeOffset at) =>
        run.Shift is { } shift && (drift.HoldsBack || !IsReturn(drift, shift))
            ? drift.See(run.RunId, run.LastRawId, at)
            : drift.End(at);

    private static bool IsReturn(SchemaDrift drift, SchemaChange shift) =>
        IsNear(-FactorOf(shift.To), FactorOf(drift.To));

    private static double SmallestShare(int known, double factor)
    {
        if (known < Few)
            return 0.5;
        var power = Math.Round(factor);
        return power != 0 && IsNear(factor, power) ? SomeByPowerOfTen : Many;
    }

    private static bool IsNear(double move, double factor) =>
        Math.Abs(move - factor) <= Math.Max(Market, Math.Abs(factor) / 10);

    /// <summary>Two digits, as a person would say it: 1000, 0.5, 1.9.</summary>
    private static string Text(double factor)
    {
        if (Math.Abs(factor) > 9)
            return Math.Pow(10, factor).ToString("0.#E+0", CultureInfo.InvariantCulture);
        var unit = Math.Pow(10, Math.Floor(factor) - 1);
        var times = Math.Round(Math.Pow(10, factor) / unit) * unit;
        return times.ToString("0.##########", CultureInfo.InvariantCulture);
    }

    private static double FactorOf(string text) => Math.Log10(double.Parse(text, CultureInfo.InvariantCulture));
}

/// <summary>A run that brought prices, next to those before.</summary>
/// <param name="FirstRawId">Of what it stored.</param>
/// <param name="Shift">By what they all jumped; null where they did not.</param>
public sealed record PricedRun(Guid RunId, long FirstRawId, long LastRawId, SchemaChange? Shift);
