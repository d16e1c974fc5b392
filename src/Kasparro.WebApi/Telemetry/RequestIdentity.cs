using System.Diagnostics;
using System.Globalization;

namespace Kasparro.WebApi.Telemetry;

/// <summary>
/// The identity of a request, in its response: an id that finds it in logs and traces, and how long it took.
/// </summary>
internal sealed class RequestIdentity(string id, TimeProvider time)
{
    public const string Header = "X-Request-Id";
    public const string LatencyHeader = "X-Api-Latency-Ms";

    private readonly long _started = time.GetTimestamp();

    /// <summary>The W3C trace id: the caller's, where it sent one.</summary>
    public string Id { get; } = id;

    /// <summary>Since the request arrived, to a microsecond.</summary>
    public double LatencyMs => Math.Round(time.GetElapsedTime(_started).TotalMilliseconds, 3);

    public static RequestIdentity Of(HttpContext context) =>
        context.Features.Get<RequestIdentity>()
        ?? throw new InvalidOperationException("The request has no identity: UseRequestIdentity must come first.");

    public static void Give(HttpContext context, TimeProvider time)
    {
        var identity = new RequestIdentity(TraceId(context), time);
        context.TraceIdentifier = identity.Id;
        context.Features.Set(identity);
        context.Response.OnStarting(() =>
        {
            context.Response.Headers[Header] = identity.Id;
            context.Response.Headers[LatencyHeader] = identity.LatencyMs.ToString(CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
    }

    private static string TraceId(HttpContext context)
    {
        // The framework starts no activity where no listener is registered.
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
            return activity.TraceId.ToHexString();
        return ActivityContext.TryParse(context.Request.Headers.TraceParent, null, out var caller)
            ? caller.TraceId.ToHexString()
            : ActivityTraceId.CreateRandom().ToHexString();
    }
}
