namespace Kasparro.Testing.Sources.Recordings;

/// <summary>
/// Cuts the lists of responses to a few entries, so that a recording can be read. Of each list, entries that an earlier
/// one had are kept first: a pair stays with its ticker.
/// </summary>
internal sealed class ShortLists
{
    public const int Entries = 4;

    private readonly HashSet<string> _kept = [];

    public string Cut(string json)
    {
        var body = JsonPart.Read(json);
        return body.Arrange((part, entries) => IsLong(part) ? Kept(part, [.. entries]) : entries);
    }

    /// <summary>The same response with no entry, and without what leads on.</summary>
    /// <param name="address">The request that the response led to.</param>
    public static string Ended(string json, string address)
    {
        var body = JsonPart.Read(json);
        var list = body
            .All.Where(part => part.Parts.Any(entry => !entry.IsScalar) && (IsArray(part) || part.Parts.Count > 1))
            .OrderBy(part => IsArray(part) ? 0 : 1)
            .ThenBy(part => part.Ancestors.Count())
            .FirstOrDefault();
        return body.Arrange(
            (part, entries) => part == list ? [] : entries,
            part => part.IsScalar && part.Parent is not null && LeadsTo(part.Text, address) ? "null" : null
        );
    }

    private static bool LeadsTo(string text, string address) =>
        text.EndsWith(address, StringComparison.Ordinal)
        || (address.Split('?') is [_, var query] && query.Split('&').Any(pair => pair.Split('=')[^1] == text));

    private static bool IsArray(JsonPart part) => part.Raw.StartsWith('[');

    private static bool IsLong(JsonPart part) => part.Parts.Count(entry => !entry.IsScalar) > Entries;

    private List<string> Kept(JsonPart list, string[] entries)
    {
        var chosen = list
            .Parts.Select((entry, at) => (Id: IdOf(entry), At: at))
            .OrderBy(entry => _kept.Contains(entry.Id) ? 0 : 1)
            .Take(Entries)
            .OrderBy(entry => entry.At)
            .ToList();
        _kept.UnionWith(chosen.Select(entry => entry.Id));
        return [.. chosen.Select(entry => entries[entry.At])];
    }

    private static string IdOf(JsonPart entry) =>
        entry.Name ?? entry.Parts.FirstOrDefault(part => part.Name == "id" || part.Name is null)?.Text ?? entry.Raw;
}
