namespace Kasparro.Infrastructure.Sources.Csv;

/// <summary>What a column means to us.</summary>
internal enum CsvColumn
{
    Other,
    Symbol,
    Name,
    Date,
    Close,
    Volume,
    MarketCap,

    /// <summary>How some files call the market cap; it counts where no column says so in full.</summary>
    Market,

    /// <summary>What the prices of the row are in; US dollars where no column says so.</summary>
    Currency,
}
