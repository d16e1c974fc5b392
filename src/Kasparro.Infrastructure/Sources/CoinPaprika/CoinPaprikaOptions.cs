using System.ComponentModel.DataAnnotations;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources.Apis;

namespace Kasparro.Infrastructure.Sources.CoinPaprika;

/// <summary>Settings of the CoinPaprika source.</summary>
public sealed class CoinPaprikaOptions : ApiOptions
{
    [Setting(
        "COINPAPRIKA_AUTH_SCHEME",
        "Bearer",
        Description = "Word in front of the key in the Authorization header",
        Default = "none, as the vendor's own clients do"
    )]
    [RegularExpression("[A-Za-z]+", ErrorMessage = "is not a scheme: one word of letters")]
    public string? AuthScheme { get; set; }
}
