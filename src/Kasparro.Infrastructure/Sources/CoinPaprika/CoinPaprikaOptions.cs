using System.ComponentModel.DataAnnotations;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources.Apis;

namespace Kasparro.Infrastructure.Sources.CoinPaprika;

/// <summary>Settings of the CoinPaprika source.</summary>
public sealed class CoinPaprikaOptions : ApiOptions
{
    /// <summary>
    /// Word in front of the key in the Authorization header, such as Bearer. Default: none, as in the vendor's clients.
    /// </summary>
    [Setting("COINPAPRIKA_AUTH_SCHEME", "Bearer")]
    [RegularExpression("[A-Za-z]+", ErrorMessage = "is not a scheme: one word of letters")]
    public string? AuthScheme { get; set; }
}
