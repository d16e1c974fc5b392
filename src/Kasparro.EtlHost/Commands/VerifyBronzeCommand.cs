using Kasparro.Application.Verification;
using Kasparro.EtlHost.Pipeline;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.EtlHost.Commands;

/// <summary><c>verify --bronze</c>: whether raw rows are what their runs stored.</summary>
internal sealed record VerifyBronzeCommand : IHostCommand
{
    public bool NeedsSchema => true;

    public async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var verifications = await services.GetRequiredService<IMediator>().Send(new VerifyBronze(), ct);
        foreach (var verification in verifications)
            services.GetRequiredService<IReport>().BronzeVerification(verification);
        return verifications.All(verification => verification.Problem is null) ? ExitCode.Ok : ExitCode.SomeFailed;
    }
}
