using System.Collections.Concurrent;
using System.Diagnostics;

namespace Kasparro.Testing;

/// <summary>Every span of one trace, whatever else runs at the same time.</summary>
public sealed class RecordedTrace : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;

    /// <param name="sources">Whose spans.</param>
    public RecordedTrace(params string[] sources)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => sources.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.TraceId == Id)
                    _spans.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public ActivityTraceId Id { get; } = ActivityTraceId.CreateRandom();

    /// <summary>In the order in which they ended.</summary>
    public IReadOnlyCollection<Activity> Spans => _spans;

    /// <summary>What is done until it is disposed belongs to the trace.</summary>
    public Activity Begin() =>
        new Activity("test").SetParentId(Id, ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded).Start();

    /// <summary>"parent > child" with every span's name, the outermost first.</summary>
    public string Path(Activity span) =>
        _spans.FirstOrDefault(other => other.SpanId == span.ParentSpanId) is { } parent
            ? $"{Path(parent)} > {span.DisplayName}"
            : span.DisplayName;

    public void Dispose() => _listener.Dispose();
}
