using System.Net;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>
/// Turns what went wrong with one request into a <see cref="SourceException"/>: the request, what came back, what to
/// do. Looks at the status first, then at the kind of body, because an error can come with status 200.
/// </summary>
internal sealed class UpstreamFailure(Upstream upstream, HttpRequestMessage request, int? page)
{
    private const string TryLater = "The next run tries again; if it goes on, look at the provider's status page.";

    private const string LookAtResponse = "Look at the response by hand: the provider may have changed its format.";

    /// <summary>Never the query: an address is repeated in logs and rows.</summary>
    private readonly string _request =
        $"{upstream.Title} {request.RequestUri!.AbsolutePath}{(page is null ? "" : $" page {page}")}";

    public static SourceException TooLarge(Upstream upstream, HttpRequestMessage request) =>
        new UpstreamFailure(upstream, request, page: null).Because(
            FailureClass.Data,
            $"sent more than {upstream.MaxResponseBytes} bytes",
            $"If the data has grown that much, raise {upstream.SettingPrefix}_MAX_RESPONSE_BYTES."
        );

    public static SourceException LeadsAway(Upstream upstream, HttpRequestMessage request, int? page) =>
        new UpstreamFailure(upstream, request, page).Because(
            FailureClass.Data,
            $"is on another host, {request.RequestUri!.Host}, which is not followed",
            LookAtResponse
        );

    /// <summary>Null where the response may be data: a success, and neither HTML nor an error object.</summary>
    /// <param name="place">Where in it the records should be.</param>
    public SourceException? InResponse(HttpResponseMessage response, ReadOnlySpan<byte> body, RecordsPlace place)
    {
        if (response.StatusCode == HttpStatusCode.PartialContent)
            return Because(FailureClass.Transient, "responded with 206: a part of the data, not all of it", TryLater);
        if (Redirect.Of(response) is { } redirect)
            return Because(FailureClass.Config, Problem(redirect, (int)response.StatusCode), CheckBaseUrl);
        var mediaType = response.Content.Headers.ContentType?.MediaType;
        var complaint = response.IsSuccessStatusCode ? upstream.ComplaintIn(body) : null;
        if (response.IsSuccessStatusCode && mediaType != "text/html" && complaint is null && place.MayBeIn(body))
            return null;

        var error = ErrorBody.Read(body, mediaType, upstream.Key);
        var status = (int)response.StatusCode;
        var failureClass =
            complaint?.Class ?? (response.IsSuccessStatusCode ? ClassOfBody(error) : ClassOfStatus(status, error.Code));
        return Because(
            failureClass,
            response.IsSuccessStatusCode
                ? $"responded with {status} and {error.Kind} instead of data"
                : $"responded with {status}{RetryAfter(response)} and {error.Kind}",
            IsBlocked(response, error) ? BlockedStep() : NextStep(failureClass, response.StatusCode, error.Code),
            upstreamText: error.Text,
            isNotFound: response.StatusCode == HttpStatusCode.NotFound
        );
    }

    public SourceException InBody(JsonRecordsException problem) =>
        Because(
            problem.EndsEarly ? FailureClass.Transient : FailureClass.Data,
            $"sent {problem.Message}",
            problem.EndsEarly ? TryLater : LookAtResponse,
            problem
        );

    public SourceException Unreachable(HttpRequestException inner) =>
        Because(
            FailureClass.Transient,
            inner.HttpRequestError == HttpRequestError.ResponseEnded
                ? "sent a response that was cut off or damaged, after every retry"
                : $"could not be reached: {inner.GetBaseException().Message.TrimEnd('.')} ({inner.HttpRequestError})",
            $"{UnreachableStep(inner.HttpRequestError)}; the next run tries again.",
            inner
        );

    public SourceException CircuitOpen(Exception inner) =>
        Because(FailureClass.Transient, "failed so often that no more requests are sent for now", TryLater, inner);

    public SourceException TooSlow(Exception inner) =>
        Because(
            FailureClass.Transient,
            $"did not respond within {upstream.AttemptTimeout.TotalSeconds:0} s, after every retry",
            TryLater,
            inner
        );

    public SourceException DeadlinePassed(Exception inner) =>
        Because(
            FailureClass.Transient,
            "was not done when the run's time limit passed",
            $"Raise {upstream.SettingPrefix}_TIME_LIMIT, or ask for less; the next run tries again.",
            inner
        );

    private SourceException Because(
        FailureClass failureClass,
        string what,
        string nextStep,
        Exception? inner = null,
        string? upstreamText = null,
        bool isNotFound = false
    ) => new(failureClass, $"{_request} {RemoveKey(what)}.", nextStep, inner, upstreamText) { IsNotFound = isNotFound };

    private string CheckBaseUrl => $"Check {upstream.SettingPrefix}_BASE_URL: it must name the API's host and version.";

    private static string Problem(Redirect redirect, int status) =>
        redirect switch
        {
            { IsDowngrade: true } => $"responded with {status}, a redirect from https to http, which is not followed",
            { IsWithinHost: false } => $"responded with {status}, a redirect to another host, which is not followed",
            _ => $"responded with {status} once more after several redirects",
        };

    private FailureClass ClassOfStatus(int status, int? code) =>
        status switch
        {
            408 or 429 or >= 500 => FailureClass.Transient,
            < 400 or 400 or 401 or 402 or 403 or 404 => FailureClass.Config,
            _ when code is { } known && upstream.ConfigCodes.ContainsKey(known) => FailureClass.Config,
            _ => FailureClass.Data,
        };

    /// <summary>Of an error that came with status 200: only its body says which.</summary>
    private FailureClass ClassOfBody(ErrorBody error) =>
        error.Code switch
        {
            _ when error.IsEmpty => FailureClass.Transient, // as if cut off at its first byte
            408 or 429 or (>= 500 and < 600) => FailureClass.Transient,
            401 or 402 or 403 => FailureClass.Config,
            { } known when upstream.ConfigCodes.ContainsKey(known) => FailureClass.Config,
            _ => FailureClass.Data,
        };

    private string NextStep(FailureClass failureClass, HttpStatusCode status, int? code)
    {
        if (code is { } known && upstream.ConfigCodes.TryGetValue(known, out var step))
            return step;

        var prefix = upstream.SettingPrefix;
        return (failureClass, Reason(status, code)) switch
        {
            (FailureClass.Transient, 429) =>
                $"The next run tries again; if it goes on, raise {prefix}_MIN_INTERVAL or use a larger plan.",
            (FailureClass.Transient, _) => TryLater,
            (FailureClass.Config, 402) =>
                $"The plan does not cover this or its quota is used up: check the plan behind {prefix}_API_KEY.",
            (FailureClass.Config, 404 or < 400) => CheckBaseUrl,
            (FailureClass.Config, _) =>
                $"Check {prefix}_API_KEY, and that it belongs to the host in {prefix}_BASE_URL.",
            _ => LookAtResponse,
        };
    }

    /// <summary>A page for people in place of an API, and no key was sent: it is the address that is refused.</summary>
    private bool IsBlocked(HttpResponseMessage response, ErrorBody error) =>
        upstream.Key is null && response.StatusCode == HttpStatusCode.Forbidden && error.IsHtml;

    private string BlockedStep() =>
        "The provider blocks this machine's address. Wait some hours, raise "
        + $"{upstream.SettingPrefix}_MIN_INTERVAL, use another address, or set {upstream.SettingPrefix}_API_KEY.";

    private string UnreachableStep(HttpRequestError error) =>
        error switch
        {
            HttpRequestError.NameResolutionError =>
                $"Check this machine's DNS and the host in {upstream.SettingPrefix}_BASE_URL",
            HttpRequestError.SecureConnectionError =>
                "Check this machine's clock and CA certificates; a proxy that opens TLS needs its CA among them",
            HttpRequestError.ProxyTunnelError => "Check the proxy in HTTPS_PROXY and its password",
            _ => $"Check the network and {upstream.SettingPrefix}_BASE_URL",
        };

    private static int Reason(HttpStatusCode status, int? code) =>
        status == HttpStatusCode.OK ? code ?? 200 : (int)status;

    private static string RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter is { } header ? $" (Retry-After: {header})" : "";

    /// <summary>An upstream may repeat the key in its complaint about it.</summary>
    private string RemoveKey(string text) => upstream.Key?.RemoveFrom(text) ?? text;
}
