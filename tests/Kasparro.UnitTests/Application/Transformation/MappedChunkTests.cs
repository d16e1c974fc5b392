using Kasparro.Application.Drift;
using Kasparro.Application.Transformation;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Testing.Etl;

namespace Kasparro.UnitTests.Application.Transformation;

/// <summary>What becomes of each raw row, whatever it is.</summary>
public sealed class MappedChunkTests
{
    private static readonly DateTimeOffset s_received = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void Rows_keep_their_order()
    {
        var chunk = Map(payload => new Mapping.NotApplicable($"{payload.Span[0]}"), SilverHold.None, rows: 100);

        Assert.That(
            chunk.Mappings,
            Is.EqualTo(Enumerable.Range(0, 100).Select(at => new Mapping.NotApplicable($"{at}")))
        );
        Assert.That(chunk.Rows.Select(row => row.Id), Is.EqualTo(Enumerable.Range(1, 100)));
    }

    [Test]
    public void A_row_that_was_received_with_a_quarantined_change_is_not_mapped()
    {
        var hold = new SilverHold(PausedBy: null, UpTo: null, [new QuarantinedRows(7, 2, 2, "price renamed")]);

        var chunk = Map(_ => new Mapping.NotApplicable("mapped"), hold, rows: 3);

        Assert.That(
            chunk.Mappings,
            Is.EqualTo(
                new Mapping[]
                {
                    new Mapping.NotApplicable("mapped"),
                    new Mapping.Rejected(
                        TransformFailureType.Quarantined,
                        "it was received with price renamed, which no one has accepted"
                    ),
                    new Mapping.NotApplicable("mapped"),
                }
            )
        );
    }

    [Test]
    public void A_mapping_that_throws_fails_its_row_alone() =>
        Assert.That(
            Map(
                payload =>
                    payload.Span[0] == 0
                        ? throw new InvalidOperationException("no price")
                        : new Mapping.NotApplicable("fine"),
                SilverHold.None,
                rows: 2
            ).Mappings,
            Is.EqualTo(
                new Mapping[]
                {
                    new Mapping.Rejected(
                        TransformFailureType.MappingError,
                        "mapping threw InvalidOperationException: no price"
                    ),
                    new Mapping.NotApplicable("fine"),
                }
            )
        );

    [Test]
    public void A_time_that_cannot_be_is_refused_by_when_the_row_was_received()
    {
        var observation = new Observation(
            "bitcoin",
            "BTC",
            "Bitcoin",
            NumberLexeme.Read("1").Number!.Value,
            MarketCapUsd: null,
            Volume24hUsd: null,
            s_received.AddDays(2)
        );

        var mapping = Map(_ => new Mapping.Accepted(observation), SilverHold.None, rows: 1).Mappings.Single();

        Assert.That((mapping as Mapping.Rejected)?.Kind, Is.EqualTo(TransformFailureType.ImplausibleTime));
    }

    /// <summary>Rows from id 1 on, each with its place as its payload.</summary>
    private static MappedChunk Map(Func<ReadOnlyMemory<byte>, Mapping> mapping, SilverHold hold, int rows) =>
        MappedChunk.Of(
            new ScriptedSource("csv") { Mapping = mapping },
            [
                .. Enumerable
                    .Range(0, rows)
                    .Select(at => new RawRow(
                        at + 1,
                        Guid.Empty,
                        new StoredRecord(new[] { (byte)at }, IngestedAt: s_received)
                    )),
            ],
            hold
        );
}
