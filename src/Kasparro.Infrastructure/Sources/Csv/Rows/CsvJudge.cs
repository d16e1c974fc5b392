using System.Text;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Csv.Files;
using Kasparro.Infrastructure.Sources.Csv.Layouts;
using Kasparro.Infrastructure.Sources.Csv.Options;
using Kasparro.Infrastructure.Sources.Csv.Values;

namespace Kasparro.Infrastructure.Sources.Csv.Rows;

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
        {
            await using var content = await file.OpenAsync(ct);
            await pages.CheckHeaderAsync(file.Name, content, layout, ct);
            return layout;
        }

        layout = layout with { Facts = subjects.Find(file.Name, layout.Columns, layout.Ticker) };
        var mayHaveCommas = layout.Separator == ',' ? head.HasQuotes : layout.Separator == ';' || head.HasCommas;
        var mayHaveOrder = options.DateOrder == CsvDateOrder.Refuse && CsvEvidence.MayHaveOrder(layout);
        return mayHaveCommas || mayHaveOrder
            ? layout with
            {
                Facts = await WithEvidenceAsync(file, layout, ct),
            }
            : layout;
    }

    private static async Task<CsvHead> HeadAsync(CsvFile file, CancellationToken ct)
    {
        await using var content = await file.OpenAsync(ct);
        return await CsvHead.ReadAsync(content, ct);
    }

    /// <summary>What all numbers of a column say about its sign, else what the other columns say; and dates.</summary>
    private async Task<CsvFacts> WithEvidenceAsync(CsvFile file, CsvLayout layout, CancellationToken ct)
    {
        var evidence = new CsvEvidence(layout);
        IReadOnlyList<byte[]> names = [];
        await using (var content = await file.OpenAsync(ct))
        {
            await pages.ScanAsync(
                file.Name,
                content,
                layout,
                (header, row) =>
                {
                    names = header;
                    evidence.Look(row);
                },
                ct
            );
        }

        return layout.Facts with
        {
            DateOrder = options.DateOrder == CsvDateOrder.Refuse ? evidence.DateOrder : null,
            Decimals =
            [
                .. evidence.AmbiguousColumns.Select(at =>
                    KeyValuePair.Create(
                        Encoding.UTF8.GetString(names[at]),
                        SignOf(file, names[at], evidence.Decimals[at], evidence.AllDecimals)
                    )
                ),
            ],
        };
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
            "Set CSV_DECIMAL to point or comma; nothing of it was kept."
        );
    }
}
