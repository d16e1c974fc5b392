using System.Globalization;
using Kasparro.Application.Identity;
using Kasparro.Domain.Assets.Linking;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.EtlHost.Commands;

/// <summary><c>identity list</c> and <c>identity show</c>.</summary>
/// <param name="Listing">Null for all.</param>
internal sealed record DecisionsCommand(ListingId? Listing, int Limit) : IHostCommand
{
    public bool NeedsSchema => true;

    public async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var query = new ListDecisions(Listing?.ToString(), Limit);
        var decisions = await services.GetRequiredService<IMediator>().Send(query, ct);
        if (decisions.Count == 0)
            await Console.Out.WriteLineAsync(
                Listing is { } one ? $"Nothing was decided about {one}." : "Nothing was decided."
            );
        foreach (var decision in decisions)
            await Console.Out.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{decision.DecidedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC  {decision.DecisionId, 6}  "
                        + $"{decision.Action, -6}  {decision.Rule, -18} {decision.Score:0.000}  {decision.First} = "
                        + $"{decision.Second}  {decision.Evidence.Text}"
                )
            );
        return ExitCode.Ok;
    }
}
