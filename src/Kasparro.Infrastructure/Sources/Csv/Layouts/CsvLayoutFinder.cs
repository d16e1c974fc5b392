using System.Text;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;

namespace Kasparro.Infrastructure.Sources.Csv.Layouts;

/// <summary>Judges the header of a file, once, before any row is read.</summary>
/// <param name="columns">What columns are called where a file has no header; empty for nothing.</param>
internal sealed class CsvLayoutFinder(IReadOnlyList<string> columns)
{
    /// <summary>Banners and comments have a line or two.</summary>
    private const int MostLines = 20;

    private const int MostShown = 30;

    private static readonly char[] s_separators = [',', ';', '\t', '|'];

    /// <param name="head">The beginning of the file.</param>
    /// <exception cref="SourceException">No row of it could be read.</exception>
    public CsvLayout Find(string file, CsvHead head)
    {
        if (head.IsCut || head.Lines.Count == 0)
            return CsvLayout.Unknown;

        if (CsvStackedHeader.Of(head.Lines) is { } stacked)
            return new CsvLayout
            {
                RowsBefore = stacked.Lines,
                Columns = ColumnsOf(stacked.Columns),
                Names = [.. stacked.Columns.Select(Encoding.UTF8.GetBytes)],
                Ticker = stacked.Ticker,
            };

        var separators = s_separators;
        var row = -1;
        for (var at = 0; at < Math.Min(head.Lines.Count, MostLines); at++)
        {
            var line = head.Lines[at];
            row++;
            if (line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && line.Length == "sep=".Length + 1)
                (separators, row) = ([line[^1]], row - 1); // the reader knows it too, and gives no row for it
            else if (at == 1 && head.Lines[0].TrimStart().StartsWith('<'))
                return CsvLayout.Unknown; // <DATE>,<CLOSE> is a header, and <html> is none
            else if (HeaderIn(line, separators) is { } separator)
                return WithRows(
                    new CsvLayout
                    {
                        Separator = separator,
                        RowsBefore = row,
                        Columns = ColumnsOf(Unequal(file, CsvLine.Split(line, separator))),
                    },
                    head,
                    header: at
                );
        }

        return WithoutHeader(file, head);
    }

    /// <summary>As they are: what is read and there twice could be either.</summary>
    private static IReadOnlyList<string> Unequal(string file, IReadOnlyList<string> names) =>
        names
            .Where(name => IsRead(ColumnOf(name)))
            .GroupBy(name => name.Trim(), StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(name => name.Count() > 1)
            is { } twice
            ? throw Refused(
                file,
                $"{twice.Count()} of its columns are called {twice.Key}",
                "Rename those that do not count, or take them away; nothing of it was kept."
            )
            : names;

    /// <summary>The one with which most columns are known, if one of them is a time and one a price.</summary>
    private static char? HeaderIn(string line, char[] separators)
    {
        char? found = null;
        var most = 0;
        foreach (var separator in separators)
        {
            var known = ColumnsOf(CsvLine.Split(line, separator)).FindAll(column => column != CsvColumn.Other);
            if (known.Count > most && known.Any(IsTime) && known.Any(IsPrice))
                (found, most) = (separator, known.Count);
        }

        return found;
    }

    private CsvLayout WithoutHeader(string file, CsvHead head)
    {
        var line = head.Lines[0];
        var separator = s_separators.MaxBy(separator => CsvLine.Split(line, separator).Count);
        var cells = CsvLine.Split(line, separator);
        if (!head.IsText || line.TrimStart().StartsWith('<'))
            return CsvLayout.Unknown;
        if (!cells.Any(IsValue))
            throw Refused(
                file,
                $"{Missing(cells)}; found: {string.Join(", ", cells.Take(MostShown).Select(cell => cell.Trim()))}",
                "Rename its columns, or take it away; nothing of it was kept."
            );
        if (columns.Count == 0)
            throw Refused(
                file,
                "it has no header: its first line has values, and no names of columns",
                "Name its columns in their order, for example CSV_COLUMNS=time,open,high,low,close,volume; nothing of "
                    + "it was kept."
            );
        if (columns.Count != cells.Count)
            throw Refused(
                file,
                $"it has no header and {cells.Count} columns, and CSV_COLUMNS names {columns.Count}",
                "Name all of its columns in their order; nothing of it was kept."
            );
        var layout = new CsvLayout
        {
            Separator = separator,
            Columns = ColumnsOf(Unequal(file, columns)),
            Names = [.. columns.Select(column => Encoding.UTF8.GetBytes(column))],
        };
        return WithRows(layout, head, header: -1);
    }

    private static CsvLayout WithRows(CsvLayout layout, CsvHead head, int header) =>
        layout with
        {
            FirstRows = [.. head.Lines.Skip(header + 1).Take(MostLines)],
            HasSpacedQuotes = head
                .Lines.Skip(Math.Max(header, 0))
                .Take(MostLines)
                .Any(line => CsvLine.HasSpaceBeforeQuote(line, layout.Separator)),
        };

    private static string Missing(List<string> cells)
    {
        var known = cells.Select(ColumnOf).ToList();
        return (known.Any(IsTime), known.Any(IsPrice)) switch
        {
            (false, true) => "no column of times (Date, Time, Timestamp) is among its columns",
            (true, false) => "no column of prices (Close, Price) is among its columns",
            _ => "neither a column of times (Date, Time, Timestamp) nor one of prices (Close, Price) is among its "
                + "columns",
        };
    }

    private static List<CsvColumn> ColumnsOf(IEnumerable<string> names) => [.. names.Select(ColumnOf)];

    private static CsvColumn ColumnOf(string cell) => CsvHeader.ColumnOf(Encoding.UTF8.GetBytes(cell));

    private static bool IsTime(CsvColumn column) => column is >= CsvColumn.Date and <= CsvColumn.Data;

    private static bool IsPrice(CsvColumn column) =>
        column is CsvColumn.Close or CsvColumn.Price or CsvColumn.OtherPrice;

    private static bool IsRead(CsvColumn column) =>
        IsTime(column)
        || IsPrice(column)
        || column
            is CsvColumn.Symbol
                or CsvColumn.Pair
                or CsvColumn.Name
                or CsvColumn.VolumeUsd
                or CsvColumn.MarketCap
                or CsvColumn.Currency;

    /// <summary>A number or a time: no name of a column begins like that.</summary>
    private static bool IsValue(string cell) =>
        cell.Trim() is [(>= '0' and <= '9') or '-' or '.', ..] trimmed && trimmed.Any(char.IsAsciiDigit);

    private static SourceException Refused(string file, string why, string nextStep) =>
        new(FailureClass.Data, $"{file} cannot be read: {why}.", nextStep);
}
