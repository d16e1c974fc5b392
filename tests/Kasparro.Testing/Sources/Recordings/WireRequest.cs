namespace Kasparro.Testing.Sources.Recordings;

/// <summary>A request as it left the source.</summary>
/// <param name="Number">From 1, retries included.</param>
/// <param name="Address">Path and query relative to the base address, without the key; the whole address where it is of
/// another host.</param>
/// <param name="Uri">As it was sent, with the key.</param>
public sealed record WireRequest(
    int Number,
    string Address,
    Uri Uri,
    IReadOnlyDictionary<string, string> Headers,
    DateTimeOffset At
)
{
    public string Path => Address.Split('?')[0];

    /// <summary>The query in one order: a server does not care.</summary>
    public string Key => KeyOf(Address);

    public static string KeyOf(string address) =>
        address.Split('?', 2) is [var path, var query]
            ? $"{path}?{string.Join('&', query.Split('&').Order(StringComparer.Ordinal))}"
            : address;
}
