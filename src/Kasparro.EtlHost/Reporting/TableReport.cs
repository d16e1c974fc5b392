using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Kasparro.Application.Identity;
using Kasparro.Application.Ingestion;
using Kasparro.Application.Status;
using Kasparro.Application.Verification;
using Kasparro.Domain.Runs;
using Kasparro.EtlHost.Pipeline;
using Spectre.Console;

namespace Kasparro.EtlHost.Reporting;

/// <summary>For people: progress a source, then a table.</summary>
internal sealed class TableReport : IReport
{
    /// <summary>Columns of text where there is no terminal.</summary>
    private const int WidthOfFile = 120;

    private readonly ConcurrentDictionary<string, ProgressTask> _tasks = new();
    private readonly ConcurrentDictionary<string, long> _transformed = new();
    private readonly ConcurrentDictionary<string, long> _transforming = new();
    private readonly ConcurrentDictionary<string, string> _retried = new();
    private readonly ConcurrentQueue<string> _failedCoins = new();

    public TableReport()
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = WidthOfFile;
    }

    /// <summary>Lines that move need a terminal; a file gets the table only.</summary>
    public async Task<IReadOnlyList<SourceOutcome>> WatchAsync(
        IReadOnlyCollection<string> sources,
        Func<Task<SourceOutcome[]>> work
    )
    {
        if (Console.IsOutputRedirected)
            return await work();

        return await AnsiConsole
            .Progress()
            .Columns(
                new SpinnerColumn(),
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ElapsedTimeColumn()
            )
            .StartAsync(async progress =>
            {
                foreach (var source in sources)
                    _tasks[source] = progress
                        .AddTask($"{source}: waiting", new ProgressTaskSettings { MaxValue = 1 })
                        .IsIndeterminate();
                return await work();
            });
    }

    public void Staged(string source, int page, int? pages, long fetched) =>
        Show(source, ProgressText.Staged(page, pages, fetched));

    public void Backfilled(string source, string coin, int number, int coins, IngestResult result)
    {
        if (result is { Outcome: IngestOutcome.Failed, Failure: { } failure })
            _failedCoins.Enqueue($"{source}: {coin}, {number} of {coins}: {failure.Sentence}");
        Show(source, ProgressText.Backfilled(coin, number, coins, result.Counts.Fetched));
    }

    public void Waiting(string source, string cause, TimeSpan pause) =>
        Show(source, ProgressText.Waiting(cause, pause));

    public void Transformed(string source, int rows, double? share)
    {
        var started = _transforming.GetOrAdd(source, _ => Stopwatch.GetTimestamp());
        var sum = _transformed.AddOrUpdate(source, rows, (_, before) => before + rows);
        Show(source, ProgressText.Transformed(sum, share, Stopwatch.GetElapsedTime(started)));
    }

    public void Absent(string source, string reason) => AnsiConsole.WriteLine($"{source} is not enabled: {reason}.");

    public void Retrying(string source, RunFailure failure, TimeSpan pause)
    {
        _retried[source] = failure.Sentence;
        Show(source, $"failed; next run in {pause.TotalSeconds:0} s. {failure.Sentence}");
    }

    public void Ended(SourceOutcome outcome)
    {
        Show(outcome.Source, outcome.Failed ? "failed" : "done");
        if (!_tasks.TryGetValue(outcome.Source, out var task))
            return;
        task.Value = task.MaxValue;
        task.StopTask();
    }

    public void Summarise(IReadOnlyList<SourceOutcome> outcomes)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Source").AddColumn("Result");
        foreach (var heading in (string[])["Fetched", "New", "Duplicates", "Silver rows", "Failures", "Seconds"])
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var outcome in outcomes)
            table.AddRow(Row(outcome));
        AnsiConsole.Write(table);
        foreach (var (source, sentence) in _retried.OrderBy(retried => retried.Key, StringComparer.Ordinal))
            AnsiConsole.WriteLine($"{source}: the first run failed and was retried. {sentence}");
        foreach (var failed in _failedCoins)
            AnsiConsole.WriteLine(failed);
        foreach (var outcome in outcomes.Where(outcome => outcome.Remark is not null))
            AnsiConsole.WriteLine($"{outcome.Source}: {outcome.Remark}");
    }

    public void Linked(LinkResult result) => AnsiConsole.WriteLine(LinkText.Line(result));

    public void LinkFailed(string reason) => AnsiConsole.WriteLine($"Assets were not linked: {reason}");

    public void Status(IReadOnlyList<SourceStats> sources) => StatusTable.Write(sources);

    public void Show(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Console.Out.WriteLine(line);
    }

    public void BronzeVerification(BronzeVerification verification)
    {
        var without =
            verification.RunsWithoutDigest > 0
                ? $"; without a digest, from before: {Counted(verification.RunsWithoutDigest, "run")}"
                : "";
        Console.Out.WriteLine(
            $"{verification.Source}: {verification.Problem ?? "Bronze is as its runs stored it."} "
                + $"{Number(verification.Rows)} rows of {Counted(verification.Runs, "run")}{without}."
        );
    }

    public void Verification(SilverVerification verification)
    {
        AnsiConsole.MarkupLine(
            verification.Matches
                ? "[green]Silver matches Bronze.[/]"
                : $"[red]Silver does not match Bronze: {Counted(verification.DifferenceCount, "difference")}.[/]"
        );
        AnsiConsole.WriteLine($"Rows compared    {Number(verification.Rows)}");
        AnsiConsole.WriteLine($"Digest           {verification.Digest}");
        if (!verification.Matches)
            AnsiConsole.WriteLine($"Digest, rebuilt  {verification.RebuiltDigest}");
        foreach (var (source, rows) in verification.Pending)
            AnsiConsole.WriteLine($"Not transformed  {source}: {Number(rows)} raw records");
        if (verification.DifferenceCount > verification.Differences.Count)
            AnsiConsole.WriteLine($"The first {verification.Differences.Count} differences:");
        foreach (var difference in verification.Differences)
            AnsiConsole.WriteLine($"  {difference}");
    }

    private static string Counted(long count, string noun) => count == 1 ? $"1 {noun}" : $"{Number(count)} {noun}s";

    private static string[] Row(SourceOutcome outcome)
    {
        var seconds = (
            (outcome.Ingest?.Duration ?? TimeSpan.Zero) + (outcome.Transform?.Duration ?? TimeSpan.Zero)
        ).TotalSeconds;
        return
        [
            Markup.Escape(outcome.Source),
            outcome.Failed ? "[red]failed[/]"
            : outcome.Ingest?.Outcome == IngestOutcome.Skipped ? "[yellow]skipped[/]"
            : "[green]ok[/]",
            Number(outcome.Ingest?.Counts.Fetched),
            Number(outcome.Stored?.Inserted),
            Number(outcome.Stored?.Duplicates),
            Number(outcome.Transform?.Inserted + outcome.Transform?.Replaced),
            Number(outcome.Transform?.Failed),
            seconds.ToString("0.0", CultureInfo.InvariantCulture),
        ];
    }

    private void Show(string source, string what)
    {
        if (_tasks.TryGetValue(source, out var task))
            task.Description = Markup.Escape($"{source}: {what}");
    }

    private static string Number(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "-";
}
