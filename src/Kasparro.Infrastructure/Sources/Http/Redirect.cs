namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>Where a response sends its client.</summary>
internal sealed record Redirect(Uri From, Uri Target)
{
    /// <summary>From https to anything else: what follows could be read and changed on its way.</summary>
    public bool IsDowngrade => From.Scheme == Uri.UriSchemeHttps && Target.Scheme != Uri.UriSchemeHttps;

    /// <summary>The same host at the same port, or at the usual port of https instead of that of http.</summary>
    public bool IsWithinHost =>
        IsHttp
        && string.Equals(From.IdnHost, Target.IdnHost, StringComparison.OrdinalIgnoreCase)
        && (From.Port == Target.Port || (From.IsDefaultPort && Target.IsDefaultPort));

    public bool IsHttp => Target.Scheme == Uri.UriSchemeHttp || Target.Scheme == Uri.UriSchemeHttps;

    /// <summary>Null where the response is no redirect, or names no address.</summary>
    public static Redirect? Of(HttpResponseMessage response)
    {
        if (
            (int)response.StatusCode is not (301 or 302 or 303 or 307 or 308)
            || response.Headers.Location is not { } location
            || response.RequestMessage?.RequestUri is not { } from
        )
            return null;
        return Uri.TryCreate(from, location, out var target) ? new Redirect(from, target) : null;
    }
}
