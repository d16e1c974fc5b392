namespace Kasparro.Application.Ingestion;

/// <summary>Receives ingestion progress.</summary>
public interface IIngestProgress
{
    /// <param name="fetched">Records of the run so far.</param>
    void Staged(string source, int page, long fetched);
}
