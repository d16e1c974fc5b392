using System.CommandLine;
using System.Globalization;
using Kasparro.Application.DryRuns;
using Kasparro.Application.Sources;
using Kasparro.Domain.Drift;
using Kasparro.EtlHost.Pipeline;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.EtlHost.Commands;

/// <summary><c>drift dry-run</c>: what another mapping would make of the last raw rows.</summary>
internal sealed record DryRunCommand(string Source, IReadOnlyList<FieldMove> Moves, int Rows) : IHostCommand
{
    public static readonly Option<FieldMove[]> MoveOption = new("--move")
    {
        Description = "A path of the records, and the path that the mapping reads: usd_price=current_price.",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result =>
        {
            var moves = new List<FieldMove>();
            foreach (var token in result.Tokens)
                if (token.Value.Split('=') is [{ Length: > 0 } from, { Length: > 0 } to])
                    moves.Add(new FieldMove(from, to));
                else
                    result.AddError(
                        $"--move is '{token.Value}'; it must be two paths such as usd_price=current_price."
                    );
            return [.. moves];
        },
    };

    public static readonly Option<int> RowsOption = new("--rows")
    {
        Description = "Raw rows, the last received. Default: 1000.",
        DefaultValueFactory = _ => 1_000,
    };

    public bool NeedsSchema => true;

    public async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        if (!services.GetRequiredService<SourceCatalog>().TryGet(Source, out _))
        {
            await Console.Error.WriteLineAsync($"--source {Source}: this source is not enabled.");
            return ExitCode.BadConfiguration;
        }

        var difference = await services
            .GetRequiredService<IMediator>()
            .Send(new DryRunMapping(Source, Moves, Rows), ct);
        services.GetRequiredService<IReport>().Show(Lines(difference));
        return ExitCode.Ok;
    }

    private static IEnumerable<string> Lines(MappingDifference difference)
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{difference.Rows} raw rows: {difference.MappedNow} give market data now, {difference.MappedThen} would; "
                + $"{difference.Changed} would give something else. Nothing was changed."
        );
        foreach (var row in difference.First)
            yield return string.Create(CultureInfo.InvariantCulture, $"    {row.RawId}: {row.Now} -> {row.Then}");
    }
}
