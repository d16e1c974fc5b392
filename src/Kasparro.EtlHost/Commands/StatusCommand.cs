namespace Kasparro.EtlHost.Commands;

internal sealed record StatusCommand : IHostCommand
{
    public bool NeedsSchema => true;

    public Task<int> RunAsync(IServiceProvider services, CancellationToken ct) => Task.FromResult(ExitCode.Ok);
}
