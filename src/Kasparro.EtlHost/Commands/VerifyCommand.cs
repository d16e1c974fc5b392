using Kasparro.Application.Transformation;
using Kasparro.Application.Verification;
using Kasparro.EtlHost.Pipeline;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.EtlHost.Commands;

/// <param name="Part">Null for all.</param>
internal sealed record VerifyCommand(BronzePart? Part) : IHostCommand
{
    public bool NeedsSchema => true;

    public async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        try
        {
            var verification = await services.GetRequiredService<IMediator>().Send(new VerifySilver(Part), ct);
            if (verification.IsPartEmpty && Part is (BronzePart.OfAsset or BronzePart.OfRow))
            {
                await Console.Error.WriteLineAsync("Nothing was compared: nothing in Silver or Bronze has this id.");
                return ExitCode.SomeFailed;
            }

            services.GetRequiredService<IReport>().Verification(verification);
            return verification.Matches ? ExitCode.Ok : ExitCode.SomeFailed;
        }
        catch (SilverBusyException busy)
        {
            await Console.Error.WriteLineAsync(busy.Message);
            return ExitCode.SomeFailed;
        }
    }
}
