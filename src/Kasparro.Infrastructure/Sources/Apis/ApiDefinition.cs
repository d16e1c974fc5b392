using Kasparro.Infrastructure.Sources.Apis.Histories;
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

    /// <summary>The provider's plan, as the settings have it; null where there is only one.</summary>
    public string? Plan { get; init; }

    /// <summary>Null where no key is sent.</summary>
    public ApiKey? Key { get; init; }

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
    /// Where in a response its records stand (a point leads into an object); null where they are all of it.
    /// </summary>
    public string? RecordsAt { get; init; }

    /// <summary>
    /// True where the records are the members of an object, and not the elements of an array. The name of a member is
    /// the record's id, and <c>key</c> in its envelope.
    /// </summary>
    public bool RecordsAreMembers { get; init; }

    /// <summary>What is kept of what stands around the records in a response.</summary>
    public EnvelopeFields Envelope { get; init; } = EnvelopeFields.None;

    /// <summary>Another list of the provider that is needed to read this one; null for none.</summary>
    public SiblingList? Sibling { get; init; }

    /// <summary>What the provider says with status 200 although something is wrong.</summary>
    public IReadOnlyList<Complaint> Complaints { get; init; } = [];

    /// <summary>How a record is read.</summary>
    public required RecordMapping Mapping { get; init; }

    /// <summary>How the past of one coin is handed out; null where it is not.</summary>
    public ApiHistory? History { get; init; }

    /// <summary>See <see cref="Application.Sources.SourceDescription.Scope"/>.</summary>
    public string? Scope { get; init; }

    /// <summary>What each run says as a warning; null where there is nothing to say.</summary>
    public string? Notice { get; init; }
}
