namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>
/// A key and the header that it travels in. Prints as the header's name: a record's own text would show the key.
/// </summary>
internal sealed class ApiKeyHeader(string name, string key, string? scheme = null)
{
    private readonly KeyRedaction _redaction = new(key);

    public string Name { get; } = name;

    public string Value { get; } = string.IsNullOrEmpty(scheme) ? key : $"{scheme} {key}";

    /// <summary>Takes the key out of a text that another system wrote. Call it before anything is cut off.</summary>
    public string RemoveFrom(string text) => _redaction.Apply(text);

    public override string ToString() => Name;
}
