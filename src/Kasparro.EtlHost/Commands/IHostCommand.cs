namespace Kasparro.EtlHost.Commands;

/// <summary>One command, with its options; the services are there when it runs.</summary>
internal interface IHostCommand
{
    /// <summary>Whether the schema must be up to date before the command runs.</summary>
    bool NeedsSchema { get; }

    /// <summary>Returns the exit code.</summary>
    Task<int> RunAsync(IServiceProvider services, CancellationToken ct);
}
