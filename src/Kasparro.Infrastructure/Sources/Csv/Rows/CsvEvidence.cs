using System.Text;
using CsvHelper;
using Kasparro.Infrastructure.Sources.Csv.Layouts;
using Kasparro.Infrastructure.Sources.Csv.Options;
using Kasparro.Infrastructure.Sources.Csv.Values;

namespace Kasparro.Infrastructure.Sources.Csv.Rows;

/// <summary>What all rows of a file say about its decimal signs and the order of its dates.</summary>
internal sealed class CsvEvidence
{
    private readonly List<int> _numbers;
    private readonly int _time;
    private readonly bool _isEuropean;
    private bool _hasDayFirst;
    private bool _hasMonthFirst;

    public CsvEvidence(CsvLayout layout)
    {
        _isEuropean = layout.Separator == ';';
        Decimals = new CsvDecimals[layout.Columns.Count];
        _numbers =
        [
            .. Enumerable.Range(0, Decimals.Length).Where(at => CsvAmounts.Columns.Contains(layout.Columns[at])),
        ];
        _time = TimeColumnOf(layout);
    }

    /// <summary>Of each column.</summary>
    public CsvDecimals[] Decimals { get; }

    /// <summary>Of all columns together.</summary>
    public CsvDecimals AllDecimals
    {
        get
        {
            var all = default(CsvDecimals);
            foreach (var at in _numbers)
                all.Add(Decimals[at]);
            return all;
        }
    }

    public IEnumerable<int> AmbiguousColumns => _numbers.Where(at => Decimals[at].IsAmbiguous(_isEuropean));

    /// <summary>Null where no date shows it, or dates contradict each other.</summary>
    public CsvDateOrder? DateOrder =>
        _hasDayFirst == _hasMonthFirst ? null
        : _hasDayFirst ? CsvDateOrder.Dmy
        : CsvDateOrder.Mdy;

    /// <summary>The times of the first rows could have day and month either way round.</summary>
    public static bool MayHaveOrder(CsvLayout layout)
    {
        var time = TimeColumnOf(layout);
        return layout
            .FirstRows.Select(row => CsvLine.Split(row, layout.Separator))
            .Any(cells =>
                time < cells.Count
                && cells[time].Trim() is [>= '0' and <= '9', ..] text
                && text.AsSpan(0, Math.Min(3, text.Length)).ContainsAny('/', '-', '.')
            );
    }

    public void Look(CsvReader row)
    {
        foreach (var at in _numbers)
            if (at < row.FieldCount && row.GetSpan(at) is var cell && cell.ContainsAny((byte)',', (byte)'.'))
                Decimals[at].Add(Encoding.UTF8.GetString(cell));
        if (_time >= row.FieldCount || row.GetSpan(_time) is not [>= (byte)'0' and <= (byte)'9', ..])
            return;
        var order = CsvDayOrder.OrderIn(Encoding.UTF8.GetString(row.GetSpan(_time)));
        _hasDayFirst |= order == CsvDateOrder.Dmy;
        _hasMonthFirst |= order == CsvDateOrder.Mdy;
    }

    private static int TimeColumnOf(CsvLayout layout) =>
        CsvMapping
            .TimeColumns.Select(column => layout.Columns.ToList().IndexOf(column))
            .FirstOrDefault(at => at >= 0, int.MaxValue);
}
