using System.Text;
using CsvHelper;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;

namespace Kasparro.Infrastructure.Sources.Csv;

/// <summary>Judges a file before any row of it is read: its header, its coin, its decimal signs.</summary>
internal sealed class CsvJudge(CsvOptions options, CsvPages pages, CsvSubjectFinder subjects)
{
    private readonly CsvLayoutFinder _layouts = new(options.ColumnNames);

    /// <exception cref="SourceException">No row of it could be read, or its numbers have two meanings.</exception>
    public async Task<CsvLayout> JudgeAsync(CsvFile file, CancellationToken ct)
    {
        var head = await HeadAsync(file, ct);
        var layout = _layouts.Find(file.Name, head);
        if (layout.Columns.Count == 0)
            return layout;

        layout = layout with { Facts = subjects.Find(file.Name, layout.Columns, layout.Ticker) };
        var mayHaveCommas = layout.Separator == ',' ? head.HasQuotes : layout.Separator == ';' || head.HasCommas;
        return mayHaveCommas ? layout with { Facts = await WithDecimalsAsync(file, layout, ct) } : layout;
    }

    private static async Task<CsvHead> HeadAsync(CsvFile file, CancellationToken ct)
    {
        await using var content = await file.OpenAsync(ct);
        content.IsCounted = false;
        return await CsvHead.ReadAsync(content, ct);
    }

    /// <summary>What all numbers of a column say about its sign, else what the other columns say.</summary>
    private async Task<CsvFacts> WithDecimalsAsync(CsvFile file, CsvLayout layout, CancellationToken ct)
    {
        var byColumn = new CsvDecimals[layout.Columns.Count];
        var numbers = Enumerable
            .Range(0, byColumn.Length)
            .Where(at => CsvAmounts.Columns.Contains(layout.Columns[at]))
            .ToList();
        IReadOnlyList<byte[]> names = [];
        await using (var content = await file.OpenAsync(ct))
        {
            content.IsCounted = false;
            await pages.ScanAsync(
                file.Name,
                content,
                layout,
                (header, row) =>
                {
                    names = header;
                    Look(row, numbers, byColumn);
                },
                ct
            );
        }

        var all = default(CsvDecimals);
        foreach (var column in numbers)
            all.Add(byColumn[column]);
        return layout.Facts with
        {
            Decimals =
            [
                .. numbers
                    .Where(at => byColumn[at].IsAmbiguous(layout.Separator == ';'))
                    .Select(at =>
                        KeyValuePair.Create(
                            Encoding.UTF8.GetString(names[at]),
                            SignOf(file, names[at], byColumn[at], all)
                        )
                    ),
            ],
        };
    }

    private static void Look(CsvReader row, List<int> numbers, CsvDecimals[] byColumn)
    {
        foreach (var at in numbers)
            if (at < row.FieldCount && row.GetSpan(at) is var cell && cell.ContainsAny((byte)',', (byte)'.'))
                byColumn[at].Add(Encoding.UTF8.GetString(cell));
    }

    private DecimalSign SignOf(CsvFile file, byte[] name, CsvDecimals column, CsvDecimals all)
    {
        if (column.Sign is { } sign)
            return sign;
        if (column is { HasPoint: false, HasComma: false } && all.Sign is { } ofFile)
            return ofFile;
        if (options.DecimalSign is { } set)
            return set;
        throw new SourceException(
            FailureClass.Data,
            $"{file.Name}: numbers in the column {Encoding.UTF8.GetString(name)} can be read in two ways, and nothing "
                + "in the file says whether their comma or point groups thousands or begins the fraction.",
            "Set CSV_DECIMAL to point or comma; nothing of this run was kept."
        );
    }
}
