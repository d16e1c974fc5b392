using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;

namespace Kasparro.Application.Ingestion;

/// <summary>What a backfill has to do.</summary>
public abstract record BackfillPlan
{
    private BackfillPlan() { }

    /// <summary>It cannot be done as it is asked for.</summary>
    /// <param name="Reason">One sentence.</param>
    /// <param name="NextStep">What to do instead; empty where the reason says it.</param>
    public sealed record Refused(string Reason, string NextStep = "") : BackfillPlan;

    /// <param name="State">What is done already, where an interrupted one of the same time goes on.</param>
    /// <param name="Coins">All that are asked for, those that are done included.</param>
    public sealed record Ready(string Source, BackfillState State, IReadOnlyList<KnownCoin> Coins) : BackfillPlan
    {
        /// <summary>Later than asked for, where the provider's plan does not reach so far.</summary>
        public DateTimeOffset Earliest { get; init; }

        public int RequestsOfACoin { get; init; }

        /// <summary>In their order.</summary>
        public IReadOnlyList<KnownCoin> Left => [.. Coins.ExceptBy(State.Done, coin => coin.Id)];
    }
}
