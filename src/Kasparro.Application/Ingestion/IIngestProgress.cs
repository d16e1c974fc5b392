namespace Kasparro.Application.Ingestion;

/// <summary>Receives ingestion progress.</summary>
public interface IIngestProgress
{
    /// <param name="pages">Pages of the run; null until the source knows.</param>
    /// <param name="fetched">Records of the run so far.</param>
    void Staged(string source, int page, int? pages, long fetched);

    /// <summary>A coin of a backfill ended.</summary>
    /// <param name="number">Which of the coins it is, from 1.</param>
    void Backfilled(string source, string coin, int number, int coins, IngestResult result);

    /// <summary>A request failed and is tried again after a pause.</summary>
    /// <param name="cause">What happened, such as <c>status 429</c>.</param>
    void Waiting(string source, string cause, TimeSpan pause);
}
