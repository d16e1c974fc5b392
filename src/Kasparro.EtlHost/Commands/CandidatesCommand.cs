using System.Globalization;
using Kasparro.Application.Identity;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.EtlHost.Commands;

/// <summary><c>identity candidates</c>.</summary>
internal sealed record CandidatesCommand(int Limit) : IHostCommand
{
    public bool NeedsSchema => true;

    public async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var candidates = await services.GetRequiredService<IMediator>().Send(new ListCandidates(Limit), ct);
        if (candidates.Count == 0)
            await Console.Out.WriteLineAsync("No listings are left to decide about.");
        foreach (var (first, second, ratio) in candidates)
            await Console.Out.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Text(first)}  |  {Text(second)}  |  ratio {ratio:0.####}"
                )
            );
        return ExitCode.Ok;
    }

    private static string Text(CandidateListing listing) =>
        $"{listing.Source}:{listing.SourceAssetId} {listing.Symbol} \"{listing.Name}\" "
        + (listing.PriceUsd?.Digits ?? "-");
}
