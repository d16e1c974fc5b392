using Kasparro.Infrastructure.Sources.Apis.Paging;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.Infrastructure.Sources.Apis;

/// <summary>What one source with an HTTP API states, as its settings leave it.</summary>
internal sealed record ApiDefinition
{
    /// <summary>The provider's own name, for people.</summary>
    public required string Title { get; init; }

    public required Uri HomePage { get; init; }

    /// <summary>Where the provider's terms of use are.</summary>
    public required Uri Terms { get; init; }

    /// <summary>What must be shown with the data, in the provider's words; null where none is required.</summary>
    public string? Attribution { get; init; }

    /// <summary>See <see cref="Application.Sources.SourceDescription.SlugOf"/>.</summary>
    public Func<string, string?> SlugOf { get; init; } = static _ => null;

    /// <summary>The provider's host and version, where no setting names another.</summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>The header that carries the key; null where no key is sent.</summary>
    public ApiKeyHeader? Key { get; init; }

    /// <summary>
    /// From the start of one request to the start of the next, where no setting says otherwise: what the plan allows.
    /// </summary>
    public required TimeSpan MinInterval { get; init; }

    /// <summary>
    /// Requests that the plan has in a month, where no setting says otherwise; null for no limit.
    /// </summary>
    public long? MonthlyRequests { get; init; }

    /// <summary>The provider's own error codes that a setting cures, each with what to do.</summary>
    public IReadOnlyDictionary<int, string> ConfigCodes { get; init; } = new Dictionary<int, string>();

    /// <summary>How the list is handed out.</summary>
    public required IPaging Paging { get; init; }

    /// <summary>
    /// Where in a response its array of records stands (a point leads into an object); null where the response is the
    /// array.
    /// </summary>
    public string? RecordsAt { get; init; }

    /// <summary>What the provider says with status 200 although something is wrong.</summary>
    public IReadOnlyList<Complaint> Complaints { get; init; } = [];

    /// <summary>How a record is read.</summary>
    public required RecordMapping Mapping { get; init; }

    /// <summary>See <see cref="Application.Sources.SourceDescription.Scope"/>.</summary>
    public string? Scope { get; init; }

    /// <summary>What each run says as a warning; null where there is nothing to say.</summary>
    public string? Notice { get; init; }
}
