namespace Kasparro.Domain.Runs;

/// <summary>
/// How many records a run has to receive so that its end is believed: a list that ends early, without an error, looks
/// like a market that shrank.
/// </summary>
public sealed class Completeness
{
    private const double LeastShare = 0.95;

    /// <summary>A market that really shrank is believed in the third run that sees it.</summary>
    private const int SeenBeforeBelieved = 2;

    private const int RunsCompared = 5;

    private readonly IReadOnlyList<long> _shortRuns;
    private readonly bool _acceptsFewer;

    private Completeness(long? usual, IReadOnlyList<long> shortRuns, bool acceptsFewer) =>
        (Usual, _shortRuns, _acceptsFewer) = (usual, shortRuns, acceptsFewer);

    /// <summary>
    /// Nothing is expected: no run of this scope has succeeded yet, or its amount may change at any time.
    /// </summary>
    public static Completeness Unknown { get; } = new(usual: null, [], acceptsFewer: false);

    /// <summary>Records that runs of this scope usually receive; null where none has succeeded yet.</summary>
    public long? Usual { get; }

    /// <param name="newestFirst">Ended runs of one source, newest first.</param>
    /// <param name="scope">What the run to come asks for; runs of another scope do not count.</param>
    /// <param name="acceptsFewer">A person says that fewer records than usual are right.</param>
    public static Completeness From(
        IEnumerable<(RunStatus Status, RunMetadata Metadata)> newestFirst,
        string scope,
        bool acceptsFewer
    )
    {
        var shortRuns = new List<long>();
        var complete = new List<long>();
        foreach (var (status, metadata) in newestFirst)
        {
            if (metadata.Scope != scope || metadata.Fetched is not { } fetched)
                continue;
            var isShort = metadata.UsualRecords is not null;
            if (status == RunStatus.Success)
                complete.Add(fetched);
            else if (isShort && complete.Count == 0)
                shortRuns.Add(fetched);
            // Where a shrinking was believed, what came before it is no measure any more.
            if (complete.Count == RunsCompared || (status == RunStatus.Success && isShort))
                break;
        }

        return new Completeness(Median(complete), shortRuns, acceptsFewer);
    }

    /// <summary>Fewer records than the list usually has, believed or not.</summary>
    public bool IsBelowUsual(long records) => records < Usual * LeastShare;

    /// <summary>The list ended so early that this cannot be believed.</summary>
    public bool IsShort(long records) =>
        IsBelowUsual(records)
        && !_acceptsFewer
        && _shortRuns.Count(seen => Math.Min(seen, records) >= Math.Max(seen, records) * LeastShare)
            < SeenBeforeBelieved;

    private static long? Median(List<long> values) =>
        values.Count == 0 ? null : values.Order().ElementAt(values.Count / 2);
}
