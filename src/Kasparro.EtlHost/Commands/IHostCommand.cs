using Kasparro.Infrastructure.Sources;

namespace Kasparro.EtlHost.Commands;

/// <summary>One command, with its options; the services are there when it runs.</summary>
internal interface IHostCommand
{
    static readonly IReadOnlyCollection<string> EverySource = [.. SourceModules.All.Select(module => module.Name)];

    /// <summary>Whether the schema must be up to date before the command runs.</summary>
    bool NeedsSchema { get; }

    /// <summary>Sources that take part even where there is nothing to fetch from: their Bronze is here.</summary>
    IReadOnlyCollection<string> NeededSources => EverySource;

    /// <summary>Returns the exit code.</summary>
    Task<int> RunAsync(IServiceProvider services, CancellationToken ct);
}
