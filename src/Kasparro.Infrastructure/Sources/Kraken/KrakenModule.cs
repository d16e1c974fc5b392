using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources.Apis;
using Kasparro.Infrastructure.Sources.Apis.Paging;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.Infrastructure.Sources.Kraken;

/// <summary>The last trade of every pair against the dollar: <c>/0/public/Ticker</c>, with the list of pairs.</summary>
public sealed class KrakenModule : ApiModule<ApiOptions>
{
    /// <summary>Kraken's own letters for coins that all others write differently.</summary>
    private static readonly Dictionary<string, string> s_aliases = new() { ["XBT"] = "BTC", ["XDG"] = "DOGE" };

    public override string Name => "kraken";

    public override bool IsOnByDefault => false;

    internal override IReadOnlyDictionary<string, SettingNote> Notes { get; } =
        new Dictionary<string, SettingNote> { ["API_KEY"] = new() { Remark = "Not needed: the ticker is public" } };

    internal override ApiDefinition Define(ApiOptions options, Settings settings) =>
        new()
        {
            Title = "Kraken",
            HomePage = new Uri("https://www.kraken.com"),
            Terms = new Uri("https://www.kraken.com/legal"),
            BaseAddress = new Uri("https://api.kraken.com/0/public/"),
            MinInterval = TimeSpan.FromSeconds(1),
            Paging = new OneCall("Ticker"),
            RecordsAt = "result",
            RecordsAreMembers = true,
            // A ticker says neither when it was made nor what its pair is made of.
            Envelope = new EnvelopeFields { HasReceipt = true },
            Sibling = new SiblingList("pair", "AssetPairs") { RecordsAt = "result", AreMembers = true },
            Complaints =
            [
                new Complaint("error", "EAPI:Rate limit", FailureClass.Transient),
                new Complaint("error", "EService:", FailureClass.Transient),
                new Complaint("error", "Temporary lockout", FailureClass.Transient),
                new Complaint("error", "\"E", FailureClass.Data),
            ],
            Mapping = new RecordFields
            {
                Id = FieldPlace.Key,
                Symbol = FieldPlace.InEnvelope("pair.wsname"),
                Name = FieldPlace.InEnvelope("pair.base"),
                Price = "c[0]",
                // Its volume is in coins, which is no volume in dollars.
                LastUpdated = FieldPlace.ReceivedAt,
                NumbersAreTexts = true,
                OnlyWhere = new FieldTest(FieldPlace.InEnvelope("pair.quote"), "ZUSD", "USD"),
                SymbolOf = pair => pair.Split('/')[0],
                SymbolAliases = s_aliases,
            }.ToMapping("kraken/1"),
            Scope = "everything",
        };
}
