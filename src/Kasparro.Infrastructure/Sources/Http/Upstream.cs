using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>
/// One HTTP API as its pipeline sees it: its address, its limits, its name in messages.
/// </summary>
internal sealed record Upstream
{
    private readonly Uri _baseAddress = null!;

    /// <summary>Name of the source; also of its HttpClient.</summary>
    public required string Source { get; init; }

    /// <summary>The provider's own name, for messages.</summary>
    public required string Title { get; init; }

    /// <summary>What the source's settings start with, for messages: <c>COINGECKO</c>.</summary>
    public required string SettingPrefix { get; init; }

    /// <summary>
    /// With the API's version in its path. Always ends with a slash, else a relative request would replace the version.
    /// </summary>
    public required Uri BaseAddress
    {
        get => _baseAddress;
        init => _baseAddress = value.AbsoluteUri.EndsWith('/') ? value : new Uri(value.AbsoluteUri + "/");
    }

    /// <summary>Null where no key is sent.</summary>
    public ApiKey? Key { get; init; }

    /// <summary>From the start of one request to the start of the next, retries and failures included.</summary>
    public required TimeSpan MinInterval { get; init; }

    /// <summary>Attempts after the first.</summary>
    public required int MaxRetries { get; init; }

    /// <summary>Bytes of one response after decompression.</summary>
    public required long MaxResponseBytes { get; init; }

    /// <summary>The longest that one attempt may take, its body included.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The first wait before a retry where the upstream names none; doubled each time, with jitter.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The provider's own error codes that a setting cures, each with what to do.</summary>
    public IReadOnlyDictionary<int, string> ConfigCodes { get; init; } = new Dictionary<int, string>();

    /// <summary>Where in a response its records are.</summary>
    public RecordsPlace Records { get; init; } = RecordsPlace.Whole;

    /// <summary>What is kept of the rest of a response.</summary>
    public EnvelopeFields Envelope { get; init; } = EnvelopeFields.None;

    public RecordId RecordId { get; init; } = RecordId.Usual;

    /// <summary>What the provider says with status 200 although something is wrong.</summary>
    public IReadOnlyList<Complaint> Complaints { get; init; } = [];

    /// <summary>Whether an address is of the upstream's own host.</summary>
    public bool IsAt(Uri address) =>
        Uri.Compare(
            address,
            BaseAddress,
            UriComponents.SchemeAndServer,
            UriFormat.Unescaped,
            StringComparison.OrdinalIgnoreCase
        ) == 0;

    /// <summary>The first complaint that a body holds; null where it has none.</summary>
    public Complaint? ComplaintIn(ReadOnlySpan<byte> body)
    {
        foreach (var complaint in Complaints)
            if (complaint.IsIn(body))
                return complaint;
        return null;
    }
}
