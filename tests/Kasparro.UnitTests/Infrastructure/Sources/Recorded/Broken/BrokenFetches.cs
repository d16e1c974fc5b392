using System.Runtime.CompilerServices;
using System.Text;
using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Registration;
using Kasparro.Testing.Sources.Recordings;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded.Broken;

/// <summary>Sources that fetch wrongly.</summary>
internal static class BrokenFetches
{
    public static IReadOnlyList<BrokenSource> All { get; } =
    [
        new(
            "an error from page 2 on is taken for the end",
            "numbered",
            source => Swallows(source, (_, pages) => pages > 0),
            recorded =>
                new SourceFailureTests(recorded).A_failure_of_any_request_that_stays_fails_the_run_as_transient(503)
        ),
        new(
            "a refusal from page 2 on is taken for the end",
            "cursors",
            source => Swallows(source, (_, pages) => pages > 0),
            recorded => new SourceFailureTests(recorded).A_refusal_of_any_request_fails_the_run_at_once(403)
        ),
        new(
            "every error is taken for an empty list",
            "bare",
            source => Swallows(source, (_, _) => true),
            recorded =>
                new SourceFailureTests(recorded).An_error_with_status_200_fails_the_run_and_is_never_an_empty_list(
                    "Throttled"
                )
        ),
        new(
            "an HTML page is taken for an empty list",
            "bare",
            source => Swallows(source, (failure, _) => failure.Message.Contains("HTML", StringComparison.Ordinal)),
            recorded =>
                new SourceFailureTests(recorded).An_html_page_in_place_of_any_response_fails_the_run(
                    200,
                    FailureClass.Data
                )
        ),
        new(
            "a cut body is taken for all there is",
            "numbered",
            source => Swallows(source, (failure, _) => failure.Message.Contains("stops at", StringComparison.Ordinal)),
            recorded =>
                new SourceFailureTests(recorded).A_body_that_is_cut_off_is_tried_again_and_never_taken_for_all(0.6)
        ),
        new(
            "text that is not UTF-8 is taken for an empty list",
            "bare",
            source => Swallows(source, (failure, _) => failure.Message.Contains("UTF-8", StringComparison.Ordinal)),
            recorded => new SourceFailureTests(recorded).Text_that_is_not_utf8_fails_the_run()
        ),
        new(
            "a response over the limit is taken for an empty list",
            "bare",
            source => Swallows(source, (failure, _) => failure.Message.Contains("bytes", StringComparison.Ordinal)),
            recorded =>
                new SourceFailureTests(recorded).A_response_over_the_size_limit_fails_the_run_and_is_not_tried_again()
        ),
        new(
            "a list that is gone is taken for an empty one",
            "offsets",
            source => Swallows(source, (_, _) => true),
            recorded => new SourcePagingTests(recorded).A_page_without_a_place_for_records_fails_the_run()
        ),
        new(
            "an error is thrown as it comes",
            "bare",
            source => Rethrows(source, failure => new InvalidOperationException("no data", failure)),
            recorded => new SourceFailureTests(recorded).A_refusal_of_any_request_fails_the_run_at_once(404)
        ),
        new(
            "an error names the key",
            "bare",
            source =>
                Rethrows(
                    source,
                    failure => new SourceException(
                        failure.Failure.Class,
                        $"bare refused {RecordedSource.Key}.",
                        "Look."
                    )
                ),
            recorded =>
                new SourceFailureTests(recorded).The_key_travels_in_one_place_of_a_request_and_appears_nowhere_else()
        ),
        new(
            "every error is called transient",
            "bare",
            source =>
                Rethrows(source, failure => new SourceException(FailureClass.Transient, failure.Message, "Wait.")),
            recorded => new SourceFailureTests(recorded).A_refusal_of_any_request_fails_the_run_at_once(401)
        ),
        new(
            "what fails is fetched from the beginning",
            "numbered",
            source => Fetches(source, Again),
            recorded =>
                new SourceFailureTests(recorded).A_failure_of_any_request_that_stays_fails_the_run_as_transient(500)
        ),
        new(
            "cancellation is not passed on",
            "bare",
            source => Fetches(source, (honest, context, _) => honest.FetchAsync(context, CancellationToken.None)),
            recorded => new SourceCancellationTests(recorded).Cancelled_during_any_request_it_ends_at_once()
        ),
        new(
            "cancellation between pages is not seen",
            "numbered",
            source => Fetches(source, (honest, context, _) => honest.FetchAsync(context, CancellationToken.None)),
            recorded => new SourceCancellationTests(recorded).Cancelled_between_pages_it_sends_no_further_request()
        ),
        new(
            "cancellation is taken for the end",
            "bare",
            source => Fetches(source, EndsWhenCancelled),
            recorded => new SourceCancellationTests(recorded).Cancelled_during_any_request_it_ends_at_once()
        ),
        new(
            "the deadline is its own",
            "bare",
            source =>
                Fetches(
                    source,
                    (honest, context, ct) =>
                        honest.FetchAsync(context with { Deadline = context.Deadline.AddDays(2) }, ct)
                ),
            recorded =>
                new SourceCancellationTests(recorded).The_deadline_during_any_request_ends_the_run_as_transient()
        ),
        new(
            "payloads are rewritten",
            "bare",
            source => Pages(source, records => [.. records.Select(Rewritten)]),
            recorded => new SourceRecordingTests(recorded).Every_record_arrives_untouched_and_in_order()
        ),
        new(
            "the last record is lost",
            "bare",
            source => Pages(source, records => [.. records.SkipLast(1)]),
            recorded => new SourceRecordingTests(recorded).Every_record_arrives_untouched_and_in_order()
        ),
        new(
            "records without a price are left out",
            "offsets",
            source =>
                Pages(
                    source,
                    records =>
                        [.. records.Where(record => !Text(record).Contains("\"price\":null", StringComparison.Ordinal))]
                ),
            recorded => new SourceRecordingTests(recorded).Every_record_arrives_untouched_and_in_order()
        ),
        new(
            "records come in another order",
            "members",
            source => Pages(source, records => [.. records.Reverse()]),
            recorded => new SourceRecordingTests(recorded).Every_record_arrives_untouched_and_in_order()
        ),
        new(
            "a record comes twice",
            "links",
            source => Pages(source, records => [.. records, records[0]]),
            recorded => new SourceRecordingTests(recorded).Every_record_arrives_untouched_and_in_order()
        ),
        new(
            "the envelope is made up",
            "stamped",
            source =>
                Pages(
                    source,
                    records =>
                        [
                            .. records.Select(record =>
                                record with
                                {
                                    Envelope = new RecordEnvelope(
                                        """{"timestamp":"2026-03-01T11:00:00Z","currency":"USD"}"""u8.ToArray(),
                                        true
                                    ),
                                }
                            ),
                        ]
                ),
            recorded => new SourceRecordingTests(recorded).Every_record_arrives_untouched_and_in_order()
        ),
        new(
            "ids are numbers of records",
            "bare",
            source =>
                Pages(source, records => [.. records.Select((record, at) => record with { SourceId = $"{at + 5}" })]),
            recorded => new SourceRecordingTests(recorded).Ids_are_the_same_every_time_and_those_of_the_provider()
        ),
        new(
            "a coin that a page had before is left out",
            "numbered",
            OncePerFetch,
            recorded =>
                new SourcePagingTests(recorded).Records_that_move_to_the_next_page_during_the_walk_are_all_kept()
        ),
        new(
            "a coin that a fetch had before is left out",
            "bare",
            OncePerSource,
            recorded => new SourceRecordingTests(recorded).Two_fetches_at_two_instants_agree()
        ),
        new(
            "an empty list throws",
            "bare",
            source => Fetches(source, ThrowsForNothing),
            recorded => new SourcePagingTests(recorded).An_empty_list_is_no_records_or_a_failure()
        ),
        new(
            "a static field counts fetches",
            "bare",
            source => new Static.CountingModule(source),
            recorded => new SourceRecordingTests(recorded).Nothing_static_changes()
        ),
        new(
            "a static list keeps what was received",
            "bare",
            source => new StaticList.KeepingModule(source),
            recorded => new SourceRecordingTests(recorded).Nothing_static_changes()
        ),
        new(
            "two sources share what was received",
            "bare",
            source => new StaticShare.SharingModule(source),
            recorded => new SourceRecordingTests(recorded).Two_sources_of_one_module_know_nothing_of_each_other()
        ),
    ];

    internal static AlteredModule Fetches(
        ISourceModule source,
        Func<ISource, FetchContext, CancellationToken, IAsyncEnumerable<SourcePage>> fetch
    ) => new(source, (honest, _) => new AlteredSource(honest) { Fetching = fetch });

    private static AlteredModule Pages(
        ISourceModule source,
        Func<IReadOnlyList<RawRecord>, IReadOnlyList<RawRecord>> change
    ) =>
        Fetches(
            source,
            (honest, context, ct) =>
                honest.FetchAsync(context, ct).Select(page => page with { Records = change(page.Records) })
        );

    private static AlteredModule OncePerFetch(ISourceModule source) =>
        Fetches(
            source,
            (honest, context, ct) =>
            {
                var seen = new HashSet<string>();
                return honest.FetchAsync(context, ct).Select(page => Unseen(page, seen));
            }
        );

    private static AlteredModule OncePerSource(ISourceModule source)
    {
        return new(
            source,
            (honest, _) =>
            {
                var seen = new HashSet<string>();
                return new AlteredSource(honest)
                {
                    Fetching = (inner, context, ct) => inner.FetchAsync(context, ct).Select(page => Unseen(page, seen)),
                };
            }
        );
    }

    internal static SourcePage Unseen(SourcePage page, HashSet<string> seen) =>
        page with
        {
            Records = [.. page.Records.Where(record => seen.Add(record.SourceId))],
        };

    private static RawRecord Rewritten(RawRecord record) =>
        record with
        {
            Payload = Encoding.UTF8.GetBytes(Text(record).Replace("0.50", "0.5", StringComparison.Ordinal)),
        };

    private static string Text(RawRecord record) => Encoding.UTF8.GetString(record.Payload.Span);

    private static AlteredModule Swallows(ISourceModule source, Func<SourceException, int, bool> isSwallowed) =>
        Fetches(
            source,
            (honest, context, ct) =>
                Guarded(
                    honest.FetchAsync(context, ct),
                    (failure, pages) => failure is SourceException known && isSwallowed(known, pages) ? null : failure,
                    ct
                )
        );

    private static AlteredModule Rethrows(ISourceModule source, Func<SourceException, Exception> change) =>
        Fetches(
            source,
            (honest, context, ct) =>
                Guarded(
                    honest.FetchAsync(context, ct),
                    (failure, _) => failure is SourceException known ? change(known) : failure,
                    ct
                )
        );

    private static IAsyncEnumerable<SourcePage> EndsWhenCancelled(
        ISource honest,
        FetchContext context,
        CancellationToken ct
    ) =>
        Guarded(
            honest.FetchAsync(context, ct),
            (failure, _) => failure is OperationCanceledException ? null : failure,
            ct
        );

    private static async IAsyncEnumerable<SourcePage> Again(
        ISource honest,
        FetchContext context,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var isFailed = false;
        await foreach (var page in Guarded(honest.FetchAsync(context, ct), (_, _) => Failed(), ct))
            yield return page;
        if (isFailed)
            await foreach (var page in honest.FetchAsync(context, ct))
                yield return page;

        Exception? Failed()
        {
            isFailed = true;
            return null;
        }
    }

    private static async IAsyncEnumerable<SourcePage> ThrowsForNothing(
        ISource honest,
        FetchContext context,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var pages = await honest.FetchAsync(context, ct).ToListAsync(ct);
        _ = pages[0];
        foreach (var page in pages)
            yield return page;
    }

    /// <param name="judge">What becomes of an exception: another one, or null for an end as if nothing were.</param>
    private static async IAsyncEnumerable<SourcePage> Guarded(
        IAsyncEnumerable<SourcePage> pages,
        Func<Exception, int, Exception?> judge,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var at = pages.GetAsyncEnumerator(ct);
        for (var count = 0; ; count++)
        {
            try
            {
                if (!await at.MoveNextAsync())
                    yield break;
            }
            catch (Exception thrown)
            {
                if (judge(thrown, count) is not { } other)
                    yield break;
                if (ReferenceEquals(other, thrown))
                    throw;
                throw other;
            }

            yield return at.Current;
        }
    }
}
