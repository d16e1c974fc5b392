namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>
/// What a key may look like: it goes into a header, where a line end or a letter beyond ASCII would break the request.
/// </summary>
internal static class ApiKeyRule
{
    public const string Pattern = "[!-~]+";

    public const string Problem = "holds a character that no key has: only printable ASCII without spaces can be sent";
}
