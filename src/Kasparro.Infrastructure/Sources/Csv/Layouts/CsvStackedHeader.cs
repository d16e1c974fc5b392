using System.Text;

namespace Kasparro.Infrastructure.Sources.Csv.Layouts;

/// <summary>
/// The header that Python's yfinance writes over three lines: <c>Price,Close,…</c>, then <c>Ticker,BTC-USD,…</c>, then
/// <c>Date,,…</c>.
/// </summary>
/// <param name="Columns">The names in one line.</param>
/// <param name="Lines">How many it took.</param>
internal sealed record CsvStackedHeader(string[] Columns, int Lines, string Ticker)
{
    /// <summary>Null where the first lines are no such header.</summary>
    public static CsvStackedHeader? Of(IReadOnlyList<string> lines)
    {
        var records = lines.Take(3).Select(line => CsvLine.Split(line, ',')).ToList();
        if (records is not [["Price", ..] names, ["Ticker", ..] tickers, [var date, ..] last])
            return null;
        return
            names.Contains("Close")
            && CsvHeader.ColumnOf(Encoding.UTF8.GetBytes(date)) is CsvColumn.Date
            && last.Skip(1).All(cell => cell.Length == 0)
            && tickers.Skip(1).Distinct().ToArray() is [var ticker]
            ? new CsvStackedHeader([date, .. names.Skip(1)], 3, ticker)
            : null;
    }
}
