using Kasparro.Infrastructure.Sources.CoinCap;
using Kasparro.Infrastructure.Sources.CoinGecko;
using Kasparro.Infrastructure.Sources.CoinPaprika;
using Kasparro.Infrastructure.Sources.Csv;
using Kasparro.Infrastructure.Sources.Kraken;
using Kasparro.Infrastructure.Sources.Registration;

namespace Kasparro.Infrastructure.Sources;

/// <summary>
/// Every source of the product. A new one is a folder and a line here; <c>migrate</c> makes its raw table.
/// </summary>
public static class SourceModules
{
    public static readonly IReadOnlyList<ISourceModule> All =
    [
        new CoinCapModule(),
        new CoinGeckoModule(),
        new CoinPaprikaModule(),
        new CsvModule(),
        new KrakenModule(),
    ];

    /// <summary>Names of the sources that are enabled where no setting says which.</summary>
    public static IEnumerable<string> OnByDefault =>
        All.Where(module => module.IsOnByDefault).Select(module => module.Name);
}
