using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources.Apis;
using Kasparro.Infrastructure.Sources.Apis.Paging;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.UnitTests.Infrastructure.Sources.Apis;

/// <summary>
/// A source as unlike the product's own as it can be: an envelope, offsets, ids that are numbers, numbers that are
/// texts, milliseconds, complaints with status 200.
/// </summary>
public sealed class MadeUpModule : ApiModule<ApiOptions>
{
    internal IPaging Paging { get; init; } = new NumberedPages(page => $"coins?limit=2&offset={page.Offset}");

    public override string Name => "madeup";

    public override bool IsOnByDefault => !IsOff;

    internal bool IsOff { get; init; }

    internal override bool RequiresKey => NeedsKey;

    internal bool NeedsKey { get; init; }

    internal override ApiDefinition Define(ApiOptions options, Settings settings) =>
        new()
        {
            Title = "MadeUp",
            HomePage = new Uri("https://example.com"),
            Terms = new Uri("https://example.com/terms"),
            BaseAddress = new Uri("https://example.com/v1"),
            Key = options.ApiKey is { } key ? ApiKey.InHeader("X-Key", key) : null,
            MinInterval = TimeSpan.FromSeconds(1),
            Paging = Paging,
            RecordsAt = "result.list",
            Complaints =
            [
                new Complaint("error", "rate limit", FailureClass.Transient),
                new Complaint("error", "invalid key", FailureClass.Config),
            ],
            Mapping = new RecordFields
            {
                Id = "ref",
                Symbol = "symbol",
                Name = "symbol",
                Price = "quote.price",
                Volume24h = "quote.volume",
                LastUpdated = "at",
                TimeFormat = TimeFormat.UnixMilliseconds,
                IdIsNumber = true,
                NumbersAreTexts = true,
            }.ToMapping("madeup/1"),
        };
}
