namespace Kasparro.Application.Ingestion;

/// <summary>Told how an ingestion gets on, for whoever watches.</summary>
public interface IIngestProgress
{
    /// <param name="fetched">Records of the run so far.</param>
    void Staged(string source, int page, long fetched);
}
