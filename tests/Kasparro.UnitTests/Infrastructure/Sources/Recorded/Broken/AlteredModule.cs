using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources.Registration;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded.Broken;

/// <summary>A module whose source is another one around the honest source.</summary>
internal class AlteredModule(ISourceModule honest, Func<ISource, IServiceProvider, ISource> alter) : ISourceModule
{
    public string Name => honest.Name;

    public string Title => honest.Title;

    public Type Options => honest.Options;

    public void Register(IServiceCollection services, Settings settings)
    {
        honest.Register(services, settings);
        var make = services.Single(service => service.ServiceType == typeof(ISource)).ImplementationFactory!;
        services.AddSingleton(provider => alter((ISource)make(provider), provider));
    }
}

/// <summary>A source that does something else than the honest one, in one respect.</summary>
internal sealed class AlteredSource(ISource honest) : ISource
{
    public Func<ISource, StoredRecord, Mapping> Mapping { get; init; } = (source, record) => source.Map(record);

    public Func<ISource, FetchContext, CancellationToken, IAsyncEnumerable<SourcePage>> Fetching { get; init; } =
        (source, context, ct) => source.FetchAsync(context, ct);

    public Func<IReadOnlyList<FieldOrigin>, IReadOnlyList<FieldOrigin>> Shown { get; init; } = fields => fields;

    public SourceDescription Description { get; init; } = honest.Description;

    public IAsyncEnumerable<SourcePage> FetchAsync(FetchContext context, CancellationToken ct) =>
        Fetching(honest, context, ct);

    public Mapping Map(StoredRecord record) => Mapping(honest, record);

    public IReadOnlyList<FieldOrigin> FieldsOf(StoredRecord record) => Shown(honest.FieldsOf(record));
}
