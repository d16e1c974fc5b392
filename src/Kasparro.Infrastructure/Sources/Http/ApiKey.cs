namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>
/// A key and where it travels. Prints as the name of that place: a record's own text would show the key.
/// </summary>
internal sealed class ApiKey
{
    private readonly KeyRedaction _redaction;
    private readonly string _name;
    private readonly string _value;
    private readonly bool _isInQuery;

    private ApiKey(string name, string key, string value, bool isInQuery) =>
        (_name, _value, _isInQuery, _redaction) = (name, value, isInQuery, new KeyRedaction(key));

    /// <param name="scheme">The word in front of the key, such as Bearer.</param>
    public static ApiKey InHeader(string name, string key, string? scheme = null) =>
        new(name, key, string.IsNullOrEmpty(scheme) ? key : $"{scheme} {key}", isInQuery: false);

    /// <summary>
    /// For providers that know no header: the key is then part of each address, which is never shown.
    /// </summary>
    public static ApiKey InQuery(string parameter, string key) => new(parameter, key, key, isInQuery: true);

    /// <summary>Adds the key to a request, once however often it is sent.</summary>
    public void AddTo(HttpRequestMessage request)
    {
        RemoveFrom(request);
        if (!_isInQuery)
        {
            request.Headers.TryAddWithoutValidation(_name, _value);
            return;
        }

        var address = request.RequestUri!;
        var others = address.Query.TrimStart('?');
        var own = $"{Uri.EscapeDataString(_name)}={Uri.EscapeDataString(_value)}";
        request.RequestUri = new UriBuilder(address) { Query = others.Length == 0 ? own : $"{others}&{own}" }.Uri;
    }

    /// <summary>Takes the key out of a request, however it came into it: a redirect may repeat an address.</summary>
    public void RemoveFrom(HttpRequestMessage request)
    {
        if (!_isInQuery)
        {
            request.Headers.Remove(_name);
            return;
        }

        var address = request.RequestUri!;
        var others = address.Query.TrimStart('?').Split('&').Where(pair => !IsOwn(pair));
        request.RequestUri = new UriBuilder(address) { Query = string.Join('&', others) }.Uri;
    }

    /// <summary>Takes the key out of a text that another system wrote. Call it before anything is cut off.</summary>
    public string RemoveFrom(string text) => _redaction.Apply(text);

    public override string ToString() => _name;

    private bool IsOwn(string pair) => Uri.UnescapeDataString(pair.Split('=')[0]) == _name;
}
