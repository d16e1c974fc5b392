using Kasparro.Application.Identity;
using Kasparro.EtlHost.Pipeline;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.EtlHost.Commands;

/// <summary><c>identity link</c> and <c>identity unlink</c>.</summary>
internal sealed record DecideCommand(PersonalDecision Decision) : IHostCommand
{
    public bool NeedsSchema => true;

    public async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        if (Decision.Pair.First.Source == Decision.Pair.Second.Source)
        {
            await Console.Error.WriteLineAsync($"{Decision.Pair}: two listings of one source are never one coin.");
            return ExitCode.BadConfiguration;
        }

        try
        {
            var result = await services.GetRequiredService<IMediator>().Send(new LinkAssets(Decision), ct);
            services.GetRequiredService<IReport>().Linked(result);
            return result is { LockedBy: null, WaitsFor: null } ? ExitCode.Ok : ExitCode.SomeFailed;
        }
        catch (UnknownListingException unknown)
        {
            await Console.Error.WriteLineAsync(unknown.Message);
            return ExitCode.BadConfiguration;
        }
    }
}
