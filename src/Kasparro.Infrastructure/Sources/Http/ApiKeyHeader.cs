namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>
/// A key and the header that it travels in. Prints as the header's name: a record's own text would show the key.
/// </summary>
internal sealed class ApiKeyHeader(string name, string key, string? scheme = null)
{
    public string Name { get; } = name;

    public string Value { get; } = string.IsNullOrEmpty(scheme) ? key : $"{scheme} {key}";

    /// <summary>
    /// Takes the key out of a text that somebody else wrote: an upstream may repeat it in its complaint.
    /// </summary>
    public string RemoveFrom(string text) => text.Replace(key, "***", StringComparison.Ordinal);

    public override string ToString() => Name;
}
