using Kasparro.Application.Explanation;
using Kasparro.EtlHost.Pipeline;
using Kasparro.EtlHost.Reporting;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.EtlHost.Commands;

/// <summary><c>explain</c>: where a row of market data comes from.</summary>
internal sealed record ExplainCommand(MarketDataKey Key) : IHostCommand
{
    public bool NeedsSchema => true;

    public async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var mediator = services.GetRequiredService<IMediator>();
        if (await mediator.Send(new ExplainMarketData(Key), ct) is not { } explanation)
        {
            await Console.Error.WriteLineAsync(
                $"There is no market data of asset {Key.AssetId} from {Key.Source} at {Key.LastUpdated:O}."
            );
            return ExitCode.SomeFailed;
        }

        services.GetRequiredService<IReport>().Show(ExplanationText.Lines(explanation));
        return ExitCode.Ok;
    }
}
