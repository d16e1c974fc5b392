using System.Text;
using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Domain.Runs;
using Microsoft.Extensions.Logging.Testing;

namespace Kasparro.Testing.Sources.Recordings;

/// <summary>What one fetch gave, after it ended.</summary>
public sealed class RecordedFetch
{
    public List<ReceivedRecord> Records { get; } = [];

    public FetchMetrics Metrics { get; } = new();

    /// <summary>Why the source failed; null where it did not.</summary>
    public SourceException? Failure { get; set; }

    /// <summary>What else was thrown; null for nothing.</summary>
    public Exception? Thrown { get; set; }

    public IReadOnlyList<WireRequest> Requests { get; set; } = [];

    public IReadOnlyList<FakeLogRecord> Logs { get; set; } = [];

    /// <summary>Each record with what it says, in order.</summary>
    public IReadOnlyList<string> Outcomes => [.. Records.Select(record => record.Outcome)];

    /// <summary>It went well, and there are records: a fetch that fails every time agrees with itself too.</summary>
    public RecordedFetch AssertComplete()
    {
        Assert.That(Thrown, Is.Null, "what the fetch threw");
        Assert.That(Failure?.Failure, Is.Null, "why the fetch failed");
        Assert.That(Records, Is.Not.Empty, "the fetch received no record");
        return this;
    }

    /// <summary>It failed, and said so as a source does.</summary>
    public void AssertFailed(string what, FailureClass? expected = null)
    {
        Assert.That(Thrown, Is.Null, $"{what}: what the fetch threw in place of a SourceException");
        Assert.That(Failure, Is.Not.Null, $"{what}: the fetch succeeded with {Records.Count} records");
        if (expected is { } failureClass)
            Assert.That(Failure!.Failure.Class, Is.EqualTo(failureClass), $"{what}: {Failure.Failure}");
        Assert.That(Failure!.Failure.NextStep, Is.Not.Empty, what);
        Assert.That(StorableText.IsStorable(Failure.Failure.ToString()), Is.True, what);
    }

    /// <summary>Whatever happened, it was not a defect of the source.</summary>
    public RecordedFetch AssertOrderly(string what)
    {
        Assert.That(Thrown, Is.Null, $"{what}: what the fetch threw in place of a SourceException");
        foreach (var record in Records)
            record.AssertOrderly(what);
        return this;
    }
}

/// <summary>A record as the source handed it on, and what its mapping made of it.</summary>
public sealed class ReceivedRecord
{
    private readonly Mapping? _mapping;
    private readonly Exception? _thrown;

    internal ReceivedRecord(RawRecord record, int page, ISource source, DateTimeOffset receivedAt)
    {
        (SourceId, Page, IsEnvelopeStated) = (record.SourceId, page, record.Envelope.IsStated);
        Payload = Encoding.UTF8.GetString(record.Payload.Span);
        Envelope = Encoding.UTF8.GetString(record.Envelope.Json.Span);
        Hash = record.Hash();
        Stored = StoredOf(Payload, Envelope, receivedAt);
        try
        {
            _mapping = PlausibleTime.Enforce(source.Map(Stored), receivedAt);
        }
        catch (Exception thrown)
        {
            _thrown = thrown;
        }
    }

    public string SourceId { get; }

    public int Page { get; }

    public string Payload { get; }

    /// <summary>Empty where nothing was kept around it.</summary>
    public string Envelope { get; }

    public bool IsEnvelopeStated { get; }

    public byte[] Hash { get; }

    public StoredRecord Stored { get; }

    /// <summary>Null where it is none, or the mapping threw.</summary>
    public Observation? Row => (_mapping as Mapping.Accepted)?.Observation;

    public Mapping Mapping => _mapping ?? throw new InvalidOperationException("The mapping threw.", _thrown);

    public string Outcome => _mapping is null ? $"threw {_thrown!.GetType().Name}" : OutcomeText.Of(_mapping);

    public static StoredRecord StoredOf(string payload, string envelope, DateTimeOffset receivedAt) =>
        new(Encoding.UTF8.GetBytes(payload), Encoding.UTF8.GetBytes(envelope), receivedAt);

    public void AssertOrderly(string what)
    {
        Assert.That(_thrown, Is.Null, $"{what}: what the mapping threw for {Payload}");
        MappingAssert.ReasonIsStorable(Payload, _mapping!);
    }
}
