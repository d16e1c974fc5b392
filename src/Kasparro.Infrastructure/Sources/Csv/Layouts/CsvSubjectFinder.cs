using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Csv.Options;
using Microsoft.Extensions.Logging;

namespace Kasparro.Infrastructure.Sources.Csv.Layouts;

/// <summary>
/// Which coin a file is about that has no column of symbols: a file next to it says so, a setting, or its own name.
/// </summary>
internal sealed partial class CsvSubjectFinder(CsvOptions options, ILogger log)
{
    /// <summary><c>BTC-USD.csv.about</c> has lines such as <c>symbol=BTC</c> and <c>name=Bitcoin</c>.</summary>
    public const string SideFileEnding = ".about";

    private string? _usedSetting;

    /// <summary>What the rows do not say themselves.</summary>
    /// <param name="ticker">The pair in the header; null for nearly all files.</param>
    /// <exception cref="SourceException">Nothing says which coin it is, or a setting would name two files.</exception>
    public CsvFacts Find(string file, IReadOnlyList<CsvColumn> columns, string? ticker)
    {
        // CoinMarketCap's name is the number of a currency.
        var hasName = columns.Contains(CsvColumn.Name) && !columns.Contains(CsvColumn.HighTime);
        if (columns.Contains(CsvColumn.Symbol) || columns.Contains(CsvColumn.Pair))
            return hasName ? CsvFacts.None : new CsvFacts { HasPairs = true };

        // A ticker in the header is like a name of the file, and nearer.
        var name = ticker ?? file;
        return InSideFile(file, name) ?? InSettings(file, name) ?? InName(file, name) ?? throw Unknown(file);
    }

    private CsvFacts? InSideFile(string file, string name)
    {
        var path = file + SideFileEnding;
        if (!File.Exists(path))
            return null;

        var said = File.ReadLines(path)
            .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
            .Where(parts => parts is [{ Length: > 0 }, { Length: > 0 }])
            .GroupBy(parts => parts[0].ToLowerInvariant())
            .ToDictionary(parts => parts.Key, parts => parts.Last()[1].Trim('"'));
        if (!said.TryGetValue("symbol", out var symbol))
            throw new SourceException(
                FailureClass.Data,
                $"{path} has no line symbol=…",
                "Write symbol=BTC and name=Bitcoin into it; nothing of it was kept."
            );
        LogAbout(log, file, symbol, "by the file next to it");
        return Facts(symbol, said.GetValueOrDefault("name"), said.GetValueOrDefault("currency"), name);
    }

    private CsvFacts? InSettings(string file, string name)
    {
        if (options.Symbol is not { Length: > 0 } symbol)
            return null;
        if (_usedSetting is not null)
            throw new SourceException(
                FailureClass.Config,
                $"CSV_SYMBOL is {symbol}, and both {_usedSetting} and {file} have no column of symbols.",
                $"Put a file {Path.GetFileName(file)}{SideFileEnding} with symbol=… next to each; "
                    + "nothing of this run was kept."
            );
        _usedSetting = file;
        LogAbout(log, file, symbol, "by CSV_SYMBOL");
        return Facts(symbol, options.CoinName is { Length: > 0 } coin ? coin : null, null, name);
    }

    /// <summary>Who says BTC-EUR says the currency too.</summary>
    private static CsvFacts Facts(string symbol, string? coinName, string? currency, string name)
    {
        var coin = CsvPair.CoinOf(CsvLabel.Of(symbol));
        return new CsvFacts
        {
            Symbol = coin,
            Name = coinName ?? coin,
            Currency = currency ?? CsvPair.QuoteOf(symbol, isPair: false)?.ToUpperInvariant() ?? CurrencyInName(name),
        };
    }

    private CsvFacts? InName(string file, string name)
    {
        if (CsvFileName.PairIn(name) is not { Quote: { } quote } pair || !CsvFileName.IsSymbol(name, pair.Coin))
            return null;
        var coin = CsvPair.Of($"{pair.Coin}/USD").Coin.ToUpperInvariant();
        LogGuessed(log, file, coin, quote.ToUpperInvariant());
        return new CsvFacts
        {
            Symbol = coin,
            Name = coin,
            Currency = CurrencyInName(name),
        };
    }

    /// <summary>Null for US dollars, and where the name says nothing.</summary>
    private static string? CurrencyInName(string file) =>
        CsvFileName.CurrencyIn(file) is { } quote && !CsvQuote.IsDollar(quote) ? quote.ToUpperInvariant() : null;

    private static SourceException Unknown(string file) =>
        new(
            FailureClass.Data,
            $"{file} has no column of symbols, and nothing says which coin it is about.",
            $"Set CSV_SYMBOL and CSV_NAME, or put a file {Path.GetFileName(file)}{SideFileEnding} with symbol=BTC and "
                + "name=Bitcoin next to it, or call it BTC-USD.csv; nothing of it was kept."
        );

    [LoggerMessage(Level = LogLevel.Information, Message = "{File} is about {Symbol}, {How}")]
    private static partial void LogAbout(ILogger log, string file, string symbol, string how);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{File} is about {Symbol} in {Currency}, by its name; CSV_SYMBOL or a file next to it would say so"
    )]
    private static partial void LogGuessed(ILogger log, string file, string symbol, string currency);
}
