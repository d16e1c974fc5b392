using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Apis;
using Kasparro.Infrastructure.Sources.Apis.Paging;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded.Honest;

/// <summary>One source for each way in which an API can hand out its list. Every check has to let them pass.</summary>
internal static class HonestSources
{
    private static readonly RecordFields s_fields = MadeUpSource.Fields;

    public static IReadOnlyList<MadeUpSource> All { get; } =
    [
        new("bare", (api, _) => api),
        new(
            "numbered",
            (api, _) => api with { Paging = new NumberedPages(page => $"coins?size=2&page={page.Number}") }
        ),
        new(
            "offsets",
            (api, _) =>
                api with
                {
                    Paging = new NumberedPages(page => $"coins?limit=2&start={page.Offset}"),
                    RecordsAt = "result.list",
                    Complaints =
                    [
                        new Complaint("error", "rate limit", FailureClass.Transient),
                        new Complaint("error", "\"", FailureClass.Data),
                    ],
                    Mapping = Mapping(
                        "offsets",
                        s_fields with
                        {
                            Id = "ref",
                            IdIsNumber = true,
                            NumbersAreTexts = true,
                            TimeFormat = TimeFormat.UnixMilliseconds,
                        }
                    ),
                }
        ),
        new(
            "cursors",
            (api, _) =>
                api with
                {
                    Paging = new CursorPages(cursor => $"coins?after={cursor}", CursorAt: "meta.next"),
                    RecordsAt = "data",
                    Complaints = [new Complaint("success", "false", FailureClass.Data)],
                    Mapping = Mapping("cursors", s_fields with { TimeFormat = TimeFormat.UnixSeconds }),
                }
        ),
        new("links", (api, _) => api with { Paging = new LinkPages("coins?page=1") }),
        new(
            "follows",
            (api, options) =>
                api with
                {
                    Paging = new LinkPages("coins", LinkAt: "paging.next"),
                    RecordsAt = "data",
                    Key = ApiKey.InQuery("apikey", options.ApiKey!),
                    Mapping = Mapping("follows", s_fields with { TimeFormat = TimeFormat.UnixMicroseconds }),
                }
        ),
        new(
            "members",
            (api, _) =>
                api with
                {
                    RecordsAreMembers = true,
                    Mapping = Mapping(
                        "members",
                        s_fields with
                        {
                            Id = FieldPlace.Key,
                            TimeFormat = TimeFormat.UnixNanoseconds,
                        }
                    ),
                }
        ),
        new(
            "arrays",
            (api, _) =>
                api with
                {
                    RecordsAt = "rows",
                    Mapping = Mapping(
                        "arrays",
                        new RecordFields
                        {
                            Id = "[0]",
                            Symbol = "[1]",
                            Name = "[2]",
                            Price = "[4][0]",
                            MarketCap = "[5]",
                            Volume24h = "[6]",
                            LastUpdated = "[7]",
                            TimeFormat = TimeFormat.UnixSeconds,
                        }
                    ),
                }
        ),
        new(
            "stamped",
            (api, _) =>
                api with
                {
                    RecordsAt = "data",
                    Envelope = new EnvelopeFields("status.timestamp", "status.currency") { AreStated = true },
                    Complaints =
                    [
                        new Complaint("status.error_code", "429", FailureClass.Transient),
                        new Complaint("status.error_code", "500", FailureClass.Data),
                        new Complaint("status.error_message", "\"", FailureClass.Data),
                    ],
                    Mapping = Mapping(
                        "stamped",
                        s_fields with
                        {
                            LastUpdated = FieldPlace.InEnvelope("timestamp"),
                            Currency = FieldPlace.InEnvelope("currency"),
                        }
                    ),
                }
        ),
        new(
            "receipts",
            (api, _) =>
                api with
                {
                    Paging = new OneCall("prices"),
                    Envelope = new EnvelopeFields { HasReceipt = true },
                    Sibling = new SiblingList("coin", "coins"),
                    Mapping = Mapping(
                        "receipts",
                        s_fields with
                        {
                            Symbol = FieldPlace.InEnvelope("coin.code"),
                            Name = FieldPlace.InEnvelope("coin.name"),
                            LastUpdated = FieldPlace.ReceivedAt,
                            Currency = "currency",
                            SymbolAliases = new Dictionary<string, string> { ["XBT"] = "BTC" },
                        }
                    ),
                }
        ),
    ];

    public static MadeUpSource Of(string name) => All.Single(source => source.Name == name);

    private static RecordMapping Mapping(string name, RecordFields fields) => fields.ToMapping($"{name}/1");
}
