using Kasparro.Infrastructure.Sources.Apis;
using Kasparro.Infrastructure.Sources.Apis.Paging;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Infrastructure.Sources.Json;
using Kasparro.UnitTests.Infrastructure.Sources.Recorded.Honest;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded.Broken;

/// <summary>Sources that state something wrong.</summary>
internal static class BrokenStatements
{
    private static readonly RecordFields s_fields = MadeUpSource.Fields;

    public static IReadOnlyList<BrokenSource> All { get; } =
    [
        new(
            "cap and volume are swapped",
            "bare",
            source => Reads(source, s_fields with { MarketCap = "volume", Volume24h = "cap" }),
            recorded => new SourceMappingTests(recorded).Each_member_is_read_from_its_own_field()
        ),
        new(
            "cap and volume are swapped, and that was accepted",
            "bare",
            source => Reads(source, s_fields with { MarketCap = "volume", Volume24h = "cap" }),
            recorded => new SourceMappingTests(recorded).No_member_is_read_from_a_field_that_is_named_for_another()
        ),
        new(
            "the ask is taken for the price",
            "bare",
            source => Reads(source, s_fields with { Price = "ask" }),
            recorded => new SourceMappingTests(recorded).Each_member_is_read_from_its_own_field()
        ),
        new(
            "the ask is taken for the price, and that was accepted",
            "bare",
            source => Reads(source, s_fields with { Price = "ask" }),
            recorded => new SourceMappingTests(recorded).No_member_is_read_from_a_field_that_is_named_for_another()
        ),
        new(
            "the price is in another slot of the array",
            "arrays",
            source =>
                Reads(
                    source,
                    new RecordFields
                    {
                        Id = "[0]",
                        Symbol = "[1]",
                        Name = "[2]",
                        Price = "[4][1]",
                        MarketCap = "[5]",
                        Volume24h = "[6]",
                        LastUpdated = "[7]",
                        TimeFormat = TimeFormat.UnixSeconds,
                    }
                ),
            recorded => new SourceMappingTests(recorded).Each_member_is_read_from_its_own_field()
        ),
        new(
            "an alias is lost",
            "receipts",
            source =>
                Reads(
                    source,
                    s_fields with
                    {
                        Symbol = FieldPlace.InEnvelope("coin.code"),
                        Name = FieldPlace.InEnvelope("coin.name"),
                        LastUpdated = FieldPlace.ReceivedAt,
                        Currency = "currency",
                    }
                ),
            recorded => new SourceRecordingTests(recorded).Its_observations_are_those_of_the_recording()
        ),
        new(
            "a record in euros is taken for one in dollars",
            "receipts",
            source =>
                Reads(
                    source,
                    s_fields with
                    {
                        Symbol = FieldPlace.InEnvelope("coin.code"),
                        Name = FieldPlace.InEnvelope("coin.name"),
                        LastUpdated = FieldPlace.ReceivedAt,
                    }
                ),
            recorded => new SourceValueTests(recorded).A_price_in_another_currency_is_never_one_in_dollars()
        ),
        new(
            "the currency of the response is not read",
            "stamped",
            source => Reads(source, s_fields with { LastUpdated = FieldPlace.InEnvelope("timestamp") }),
            recorded => new SourceValueTests(recorded).A_price_in_another_currency_is_never_one_in_dollars()
        ),
        new(
            "seconds are taken for milliseconds",
            "cursors",
            source => Reads(source, s_fields with { TimeFormat = TimeFormat.UnixMilliseconds }),
            recorded => new SourceMappingTests(recorded).Times_are_near_the_receipt()
        ),
        new(
            "microseconds are taken for nanoseconds",
            "follows",
            source => Reads(source, s_fields with { TimeFormat = TimeFormat.UnixNanoseconds }),
            recorded => new SourceMappingTests(recorded).Times_are_near_the_receipt()
        ),
        new(
            "a complaint next to an empty list is taken for the end",
            "offsets",
            source => source.With(api => api with { Complaints = [] }),
            recorded => new SourceFailureTests(recorded).A_complaint_in_the_providers_own_words_is_never_an_empty_list()
        ),
        new(
            "success: false is taken for an empty list",
            "cursors",
            source => source.With(api => api with { Complaints = [] }),
            recorded => new SourceFailureTests(recorded).A_complaint_in_the_providers_own_words_is_never_an_empty_list()
        ),
        new(
            "the time around the records is no part of what is stated",
            "stamped",
            source =>
                source.With(api => api with { Envelope = new EnvelopeFields("status.timestamp", "status.currency") }),
            recorded => new SourceMappingTests(recorded).What_a_row_says_is_part_of_what_the_source_stated()
        ),
        new(
            "pages are counted from 0",
            "numbered",
            source => Pages(source, new NumberedPages(page => $"coins?size=2&page={page.Number - 1}")),
            recorded => new SourceRecordingTests(recorded).Its_requests_are_those_of_the_recording()
        ),
        new(
            "only the first page is requested",
            "numbered",
            source => Pages(source, new OneCall("coins?size=2&page=1")),
            recorded => new SourceRecordingTests(recorded).Its_requests_are_those_of_the_recording()
        ),
        new(
            "an offset counts what was requested, not what came",
            "offsets",
            source => Pages(source, new NumberedPages(page => $"coins?limit=2&start={(page.Number - 1) * 2}")),
            recorded => new SourcePagingTests(recorded).Shrinking_pages_are_fetched_to_the_end()
        ),
        new(
            "a short page is taken for the last",
            "numbered",
            source => Pages(source, new UnguardedPages(IsEndedByShortPage: true)),
            recorded => new SourcePagingTests(recorded).Shrinking_pages_are_fetched_to_the_end()
        ),
        new(
            "a server that ignores the page number is asked for ever",
            "numbered",
            source => Pages(source, new UnguardedPages()),
            recorded => new SourcePagingTests(recorded).A_page_that_is_sent_again_and_again_fails_the_run()
        ),
        new(
            "a server that ignores the page number and moves its prices is asked for ever",
            "numbered",
            source => Pages(source, new UnguardedPages()),
            recorded =>
                new SourcePagingTests(
                    recorded
                ).The_same_records_again_and_again_fail_the_run_although_their_prices_move()
        ),
        new(
            "ids are not found",
            "bare",
            source => Reads(source, s_fields with { Id = "ref" }),
            recorded => new SourceRecordingTests(recorded).Ids_are_the_same_every_time_and_those_of_the_provider()
        ),
        new(
            "the mapping has another version than the observations",
            "bare",
            source => source.With(api => api with { Mapping = s_fields.ToMapping("bare/2") }),
            recorded => new SourceRecordingTests(recorded).A_changed_mapping_has_another_version()
        ),
        new(
            "the version is that of another source",
            "bare",
            source => source.With(api => api with { Mapping = s_fields.ToMapping("bear/1") }),
            recorded => new SourceRecordingTests(recorded).It_describes_itself_under_its_own_name()
        ),
        new(
            "the key is in the address as well",
            "bare",
            source =>
                Pages(source, new OneCall($"coins?apikey={Kasparro.Testing.Sources.Recordings.RecordedSource.Key}")),
            recorded =>
                new SourceFailureTests(recorded).The_key_travels_in_one_place_of_a_request_and_appears_nowhere_else()
        ),
    ];

    private static MadeUpSource Reads(MadeUpSource source, RecordFields fields) =>
        source.With(api => api with { Mapping = fields.ToMapping($"{source.Name}/1") });

    private static MadeUpSource Pages(MadeUpSource source, IPaging paging) =>
        source.With(api => api with { Paging = paging });
}
