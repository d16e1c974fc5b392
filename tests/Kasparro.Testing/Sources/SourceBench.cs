using Kasparro.Application.Sources;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources.Registration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Kasparro.Testing.Sources;

/// <summary>A source as its module makes it from settings, with every line that it logs.</summary>
public sealed class SourceBench : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    /// <param name="configure">What else is changed after the module has registered its source.</param>
    public SourceBench(
        ISourceModule module,
        IReadOnlyDictionary<string, string?> settings,
        TimeProvider? time = null,
        Action<IServiceCollection>? configure = null
    )
    {
        var read = new Settings(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFakeLogging());
        services.AddSingleton(time ?? TimeProvider.System);
        module.Register(services, read);
        read.ThrowIfAnyProblem();
        configure?.Invoke(services);
        _provider = services.BuildServiceProvider(
            new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }
        );
        Source = _provider.GetRequiredService<ISource>();
    }

    public ISource Source { get; }

    public IServiceProvider Services => _provider;

    public FakeLogCollector Logs => _provider.GetFakeLogCollector();

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
