using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>
/// When a request is tried again: on 408, 429, 5xx, cut or damaged bodies, broken connections and attempts that took
/// too long; never on another 4xx.
/// </summary>
internal sealed class RetryPolicy(Upstream upstream, TimeProvider time, ILogger log)
{
    public HttpRetryStrategyOptions ToOptions() =>
        new()
        {
            Name = "retry",
            MaxRetryAttempts = upstream.MaxRetries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = upstream.FirstBackoff,
            MaxDelay = upstream.LongestBackoff,
            // The built-in one reads dates by the machine's clock and knows no deadline.
            ShouldRetryAfterHeader = false,
            DelayGenerator = attempt => ValueTask.FromResult(RetryAfter(attempt.Outcome.Result)),
            ShouldHandle = attempt => ValueTask.FromResult(MayPass(attempt.Outcome) && IsWithinDeadline(attempt)),
            OnRetry = attempt =>
            {
                Record(attempt);
                return default;
            },
        };

    private static bool MayPass(Outcome<HttpResponseMessage> outcome) =>
        HttpClientResiliencePredicates.IsTransient(outcome) || IsCutOff(outcome.Result) || IsComplaint(outcome.Result);

    private static bool IsComplaint(HttpResponseMessage? response) =>
        response is { IsSuccessStatusCode: true, Content: BufferedContent { IsPassingComplaint: true } };

    private static bool IsCutOff(HttpResponseMessage? response) =>
        response
            is { StatusCode: HttpStatusCode.PartialContent }
                or { IsSuccessStatusCode: true, Content: BufferedContent { IsCutOff: true } };

    /// <summary>A Retry-After beyond the run's deadline ends the retrying at once: waiting could not help.</summary>
    private bool IsWithinDeadline(RetryPredicateArguments<HttpResponseMessage> attempt) =>
        !(
            time.GetUtcNow() + RetryAfter(attempt.Outcome.Result)
            >= attempt.Context.GetRequestMessage()!.GetFetchContext().Deadline
        );

    /// <summary>
    /// In seconds or as a date, which is one of the upstream's clock; null, so the usual backoff, where there is none
    /// or it has passed.
    /// </summary>
    private TimeSpan? RetryAfter(HttpResponseMessage? response)
    {
        var header = response?.Headers.RetryAfter;
        var wait = header?.Delta ?? header?.Date - (response?.Headers.Date ?? time.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : null;
    }

    private void Record(OnRetryArguments<HttpResponseMessage> attempt)
    {
        var request = attempt.Context.GetRequestMessage()!;
        var context = request.GetFetchContext();

        var cause = attempt.Outcome switch
        {
            { Exception: TimeoutRejectedException } => $"no response within {upstream.AttemptTimeout.TotalSeconds:0} s",
            { Exception: { } exception } => exception.GetBaseException().Message,
            { Result: var response } when IsCutOff(response) => "body cut off",
            { Result: var response } when IsComplaint(response) => "complaint with status 200",
            { Result: var response } => $"status {(int)response!.StatusCode}",
        };
        context.Metrics.CountRetry(cause, attempt.RetryDelay);
        UpstreamLog.Retrying(
            log,
            upstream.Source,
            context.RunId,
            request.RequestUri!.AbsolutePath,
            cause,
            attempt.AttemptNumber + 1,
            upstream.MaxRetries,
            Math.Round(attempt.RetryDelay.TotalSeconds, 1)
        );
    }
}
