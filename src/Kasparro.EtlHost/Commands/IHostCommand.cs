namespace Kasparro.EtlHost.Commands;

/// <summary>One command, once its options are read and the services stand.</summary>
internal interface IHostCommand
{
    /// <summary>Whether the schema must be up to date before the command begins.</summary>
    bool NeedsSchema { get; }

    /// <summary>Answers the exit code.</summary>
    Task<int> RunAsync(IServiceProvider services, CancellationToken ct);
}
