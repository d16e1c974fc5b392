using Kasparro.Application.Schema;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.EtlHost.Commands;

internal sealed record MigrateCommand : IHostCommand
{
    public bool NeedsSchema => false;

    public async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var applied = await services.GetRequiredService<IDatabaseSchema>().MigrateAsync(ct);
        Console.WriteLine(applied.Count == 0 ? "The schema is up to date." : $"Applied {string.Join(", ", applied)}.");
        return ExitCode.Ok;
    }
}
