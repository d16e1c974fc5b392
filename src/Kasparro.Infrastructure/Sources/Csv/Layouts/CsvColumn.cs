namespace Kasparro.Infrastructure.Sources.Csv.Layouts;

/// <summary>What a column means to us.</summary>
internal enum CsvColumn
{
    Other,
    Symbol,

    /// <summary>A pair: the symbol where no other column has it, and what the price is in.</summary>
    Pair,
    Name,

    // Times, the most telling first: a file may have several.
    Date,
    Timestamp,
    CloseTime,
    Time,
    UnixTime,
    OpenTime,

    /// <summary>A date in Italian, Portuguese and Polish, and anything in English.</summary>
    Data,

    Close,

    /// <summary>The price where there is no close.</summary>
    Price,

    /// <summary>A price whose header names another currency than US dollars.</summary>
    OtherPrice,

    /// <summary>Another number than the price whose header names the money of another country.</summary>
    OtherMoney,

    /// <summary>A volume whose header names a coin that stands for money: what was traded, or what paid for it.
    /// </summary>
    VolumeStable,

    /// <summary>A volume whose header names Bitcoin or another coin that others are quoted in.</summary>
    VolumeCoin,

    /// <summary>A volume whose header says that it is in US dollars.</summary>
    VolumeUsd,

    /// <summary>In US dollars, or in coins: other columns and <c>CSV_VOLUME</c> decide.</summary>
    Volume,
    MarketCap,

    /// <summary>How some files call the market cap; it counts where no column says so in full.</summary>
    Market,

    /// <summary>What the prices of the row are in; US dollars where no column says so.</summary>
    Currency,

    /// <summary>Only Yahoo has it, whose volumes are in US dollars.</summary>
    AdjustedClose,

    /// <summary>Beyond the header, and beginning with a digit.</summary>
    Extra,

    /// <summary>Only CoinMarketCap has it, whose <c>name</c> is the number of a currency.</summary>
    HighTime,
}
