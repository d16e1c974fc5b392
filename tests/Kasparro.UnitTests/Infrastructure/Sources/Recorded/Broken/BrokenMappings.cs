using System.Globalization;
using System.Text.Json;
using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Registration;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded.Broken;

/// <summary>Sources that read their records wrongly.</summary>
internal static class BrokenMappings
{
    public static IReadOnlyList<BrokenSource> All { get; } =
    [
        new(
            "milliseconds are cut",
            "bare",
            source =>
                Rows(
                    source,
                    row =>
                        row with
                        {
                            LastUpdated = row.LastUpdated.AddTicks(-(row.LastUpdated.Ticks % TimeSpan.TicksPerSecond)),
                        }
                ),
            recorded => new SourceMappingTests(recorded).A_time_moves_by_as_much_as_it_says()
        ),
        new(
            "minutes are all that is read of a time",
            "cursors",
            source =>
                Rows(source, row => row with { LastUpdated = row.LastUpdated.AddSeconds(-row.LastUpdated.Second) }),
            recorded => new SourceMappingTests(recorded).A_time_moves_by_as_much_as_it_says()
        ),
        new(
            "the time is that of the mapping",
            "bare",
            source => new AlteredModule(
                source,
                (honest, services) =>
                    Mapped(
                        honest,
                        row => row with { LastUpdated = services.GetRequiredService<TimeProvider>().GetUtcNow() }
                    )
            ),
            recorded => new SourceMappingTests(recorded).The_clock_does_not_matter_to_a_stored_record()
        ),
        new(
            "the time is a constant",
            "bare",
            source =>
                Rows(source, row => row with { LastUpdated = new DateTimeOffset(2026, 3, 1, 11, 0, 0, TimeSpan.Zero) }),
            recorded => new SourceMappingTests(recorded).Every_member_changes_with_the_record()
        ),
        new(
            "the time is that of the first receipt",
            "bare",
            source =>
                Maps(source, (record, mapping) => Row(mapping, row => row with { LastUpdated = record.IngestedAt })),
            recorded => new SourceMappingTests(recorded).What_a_row_says_is_part_of_what_the_source_stated()
        ),
        new(
            "a time without a zone is one of the machine",
            "bare",
            source =>
                Rows(
                    source,
                    row =>
                        row with
                        {
                            LastUpdated = new DateTimeOffset(
                                DateTime.SpecifyKind(row.LastUpdated.DateTime, DateTimeKind.Local)
                            ),
                        }
                ),
            recorded => new SourceMappingTests(recorded).The_zone_of_the_machine_does_not_matter("Asia/Kolkata")
        ),
        new(
            "a number is written as the machine writes it",
            "bare",
            source =>
                Rows(source, row => row with { Name = string.Create(CultureInfo.CurrentCulture, $"{row.Name} {1.5}") }),
            recorded => new SourceMappingTests(recorded).The_culture_of_the_machine_does_not_matter("de-DE")
        ),
        new(
            "zeros at the end of a price are dropped",
            "bare",
            source => Rows(source, row => row with { PriceUsd = Number(row.PriceUsd.Text.TrimEnd('0')) }),
            recorded => new SourceMappingTests(recorded).A_number_has_the_digits_of_one_field()
        ),
        new(
            "prices pass through a double",
            "bare",
            source =>
                Rows(
                    source,
                    row =>
                        row with
                        {
                            PriceUsd = Number(
                                double.Parse(row.PriceUsd.Text, CultureInfo.InvariantCulture)
                                    .ToString("R", CultureInfo.InvariantCulture)
                            ),
                        }
                ),
            recorded => new SourceMappingTests(recorded).A_number_has_the_digits_of_one_field()
        ),
        new(
            "a volume in coins is multiplied by the price",
            "bare",
            source =>
                Rows(
                    source,
                    row =>
                        row with
                        {
                            Volume24hUsd = Number(
                                (
                                    double.Parse(row.Volume24hUsd?.Text ?? "0", CultureInfo.InvariantCulture)
                                    * double.Parse(row.PriceUsd.Text, CultureInfo.InvariantCulture)
                                ).ToString("F9", CultureInfo.InvariantCulture)
                            ),
                        }
                ),
            recorded => new SourceMappingTests(recorded).A_number_has_the_digits_of_one_field()
        ),
        new(
            "an unknown cap is 0",
            "bare",
            source => Rows(source, row => row with { MarketCapUsd = row.MarketCapUsd ?? Number("0") }),
            recorded => new SourceMappingTests(recorded).Every_member_changes_with_the_record()
        ),
        new(
            "an unknown cap is that of the record before",
            "bare",
            KeepsLastCap,
            recorded => new SourceMappingTests(recorded).A_record_says_the_same_whatever_was_read_before()
        ),
        new(
            "numbers pass through a decimal, which throws",
            "bare",
            source =>
                Rows(
                    source,
                    row =>
                        row with
                        {
                            Name =
                                row.Name
                                + decimal.Parse(row.PriceUsd.Text, NumberStyles.Float, CultureInfo.InvariantCulture)
                                    .ToString(CultureInfo.InvariantCulture)[..0],
                        }
                ),
            recorded =>
                new SourceValueTests(recorded).An_extreme_number_is_kept_digit_for_digit_or_refused_with_a_reason()
        ),
        new(
            "what is no number is one",
            "bare",
            source =>
                Maps(
                    source,
                    (record, mapping) =>
                        mapping is Mapping.Rejected { Kind: TransformFailureType.InvalidNumber }
                            ? Made("123.456")
                            : mapping
                ),
            recorded => new SourceValueTests(recorded).What_is_not_a_number_is_never_taken_for_one()
        ),
        new(
            "a reason repeats what cannot be stored",
            "bare",
            source =>
                Maps(
                    source,
                    (record, mapping) =>
                        mapping is Mapping.Rejected { Kind: TransformFailureType.InvalidText }
                            ? new Mapping.Rejected(TransformFailureType.InvalidText, "symbol is '\0'")
                            : mapping
                ),
            recorded => new SourceValueTests(recorded).Odd_texts_give_a_row_or_a_reason_that_can_be_stored()
        ),
        new(
            "the mapping throws where an element of an array is of another kind",
            "arrays",
            source =>
                Documents(
                    source,
                    (record, row) =>
                        row with
                        {
                            Name =
                                row.Name + record[4][1].GetDouble().ToString("F0", CultureInfo.InvariantCulture)[..0],
                        }
                ),
            recorded => new SourceValueTests(recorded).Odd_texts_give_a_row_or_a_reason_that_can_be_stored()
        ),
        new(
            "the mapping throws where an array is shorter",
            "arrays",
            source =>
                Documents(
                    source,
                    (record, row) =>
                        record[4].GetArrayLength() < 2 ? throw new InvalidOperationException("too short") : row
                ),
            recorded => new SourceValueTests(recorded).An_array_may_lose_its_end_and_an_object_any_of_its_members()
        ),
        new(
            "the mapping throws where an object is none",
            "bare",
            source =>
                Documents(
                    source,
                    (record, row) =>
                        row with
                        {
                            Name = row.Name + record.GetProperty("extra").GetProperty("rank").GetRawText()[..0],
                        }
                ),
            recorded =>
                new SourceValueTests(recorded).A_field_that_is_missing_or_of_another_kind_gives_a_row_or_a_reason()
        ),
        new(
            "the mapping throws where a record is deep",
            "bare",
            source =>
                Maps(
                    source,
                    (record, mapping) =>
                    {
                        using var _ = JsonDocument.Parse(record.Payload);
                        return mapping;
                    }
                ),
            recorded => new SourceValueTests(recorded).A_record_nested_deeper_than_any_market_data_is_kept(300)
        ),
        new(
            "the first key is read, whichever it is",
            "bare",
            source => Documents(source, (record, row) => row with { Name = record.EnumerateObject().First().Name }),
            recorded =>
                new SourceMappingTests(recorded).The_order_of_keys_matters_neither_to_the_hash_nor_to_the_meaning()
        ),
        new(
            "an unknown key changes the name",
            "bare",
            source =>
                Documents(source, (record, row) => row with { Name = row.Name + record.EnumerateObject().Count() }),
            recorded => new SourceValueTests(recorded).Unknown_keys_change_nothing()
        ),
        new(
            "fields are shown where they are not read",
            "bare",
            source => new AlteredModule(
                source,
                (honest, _) =>
                    new AlteredSource(honest)
                    {
                        Shown = fields =>
                            [
                                .. fields.Select(field =>
                                    field.Member == "price_usd" ? field with { Path = "ask" } : field
                                ),
                            ],
                    }
            ),
            recorded => new SourceMappingTests(recorded).The_fields_of_a_row_are_shown_where_they_are_read()
        ),
        new(
            "what is no record is not applicable",
            "bare",
            source =>
                Maps(
                    source,
                    (record, mapping) =>
                        mapping is Mapping.Rejected { Kind: TransformFailureType.NotAnObject }
                            ? new Mapping.NotApplicable("no record")
                            : mapping
                ),
            recorded => new SourceMappingTests(recorded).What_is_no_record_is_refused_as_such("null")
        ),
        new(
            "a record without a price is not applicable",
            "bare",
            source =>
                Maps(
                    source,
                    (record, mapping) => mapping is Mapping.Rejected ? new Mapping.NotApplicable("no price") : mapping
                ),
            recorded => new SourceRecordingTests(recorded).Its_observations_are_those_of_the_recording()
        ),
    ];

    private static AlteredModule Maps(ISourceModule source, Func<StoredRecord, Mapping, Mapping> change) =>
        new(
            source,
            (honest, _) => new AlteredSource(honest) { Mapping = (inner, record) => change(record, inner.Map(record)) }
        );

    private static AlteredModule Rows(ISourceModule source, Func<Observation, Observation> change) =>
        Maps(source, (_, mapping) => Row(mapping, change));

    private static AlteredModule Documents(ISourceModule source, Func<JsonElement, Observation, Observation> change) =>
        Maps(
            source,
            (record, mapping) =>
                Row(
                    mapping,
                    row =>
                    {
                        using var document = JsonDocument.Parse(record.Payload);
                        return change(document.RootElement, row);
                    }
                )
        );

    private static AlteredSource Mapped(ISource honest, Func<Observation, Observation> change) =>
        new(honest) { Mapping = (inner, record) => Row(inner.Map(record), change) };

    private static Mapping Row(Mapping mapping, Func<Observation, Observation> change) =>
        mapping is Mapping.Accepted { Observation: var row } ? new Mapping.Accepted(change(row)) : mapping;

    private static Mapping.Accepted Made(string price) =>
        new(
            new Observation(
                "x",
                "x",
                "x",
                Number(price),
                null,
                null,
                new DateTimeOffset(2026, 3, 1, 11, 0, 0, TimeSpan.Zero)
            )
        );

    private static NumberLexeme Number(string text) => NumberLexeme.Read(text).Number!.Value;

    private static AlteredModule KeepsLastCap(ISourceModule source) =>
        new(
            source,
            (honest, _) =>
            {
                NumberLexeme? last = null;
                return Mapped(honest, row => row with { MarketCapUsd = last = row.MarketCapUsd ?? last });
            }
        );
}
