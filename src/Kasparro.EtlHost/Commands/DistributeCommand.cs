using Kasparro.Application.Schema;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.EtlHost.Commands;

/// <summary><c>distribute</c>: over the machines of a Citus cluster.</summary>
internal sealed record DistributeCommand : IHostCommand
{
    public bool NeedsSchema => true;

    public async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var tables = await services.GetRequiredService<IDatabaseDistribution>().DistributeAsync(ct);
        Console.WriteLine(
            tables.Count == 0 ? "Every table is where it belongs." : $"Distributed {string.Join(", ", tables)}."
        );
        return ExitCode.Ok;
    }
}
