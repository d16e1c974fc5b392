using Kasparro.Application.Sources;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Infrastructure.Sources.Registration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kasparro.Infrastructure.Sources.Apis;

/// <summary>
/// Joins a source with an HTTP API to the product. A source states what is its own; settings, key, pace, retries,
/// splitting, guards and counting are the same for all and come from here.
/// </summary>
/// <typeparam name="TOptions">The standard settings, with those that only this source has.</typeparam>
public abstract class ApiModule<TOptions> : ISourceModule
    where TOptions : ApiOptions, new()
{
    public abstract string Name { get; }

    public Type Options => typeof(TOptions);

    public string SettingPrefix => Name.ToUpperInvariant();

    public virtual bool IsOnByDefault => true;

    /// <summary>True where the provider refuses requests without a key.</summary>
    internal virtual bool RequiresKey => false;

    public string Title => Default.Title;

    /// <summary>
    /// What is to be said of standard settings, by their names without the prefix: examples, or defaults that depend on
    /// others. Defaults that do not are those of <see cref="Define"/>.
    /// </summary>
    internal virtual IReadOnlyDictionary<string, SettingNote> Notes { get; } = new Dictionary<string, SettingNote>();

    public IReadOnlyDictionary<string, SettingNote> SettingNotes => DefaultNotes.Over(Notes, Default, RequiresKey);

    /// <summary>What the source states where nothing is set.</summary>
    private ApiDefinition Default => Define(new TOptions(), new Settings(new ConfigurationBuilder().Build()));

    /// <summary>What the source states, under these settings.</summary>
    /// <param name="settings">Where settings that do not go together are reported.</param>
    internal abstract ApiDefinition Define(TOptions options, Settings settings);

    public string? MissingKey(Settings settings)
    {
        var variable = $"{SettingPrefix}_API_KEY";
        var isThere = settings.IsSet(variable) || settings.IsSet(variable + SecretFile.Suffix);
        return isThere || !RequiresKey ? null : $"{variable} is not set, and {Name} requires a key";
    }

    public void Register(IServiceCollection services, Settings settings)
    {
        var options = settings.Bind<TOptions>(SettingPrefix, Notes);
        var api = Define(options, settings);
        services.AddUpstream(ToUpstream(api, options));
        services.AddSingleton<ISource>(provider => new ApiSource(
            Describe(api, options),
            api,
            provider.GetRequiredKeyedService<UpstreamClient>(Name),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ApiSource>>()
        ));
    }

    private Upstream ToUpstream(ApiDefinition api, TOptions options) =>
        new()
        {
            Source = Name,
            Title = api.Title,
            SettingPrefix = SettingPrefix,
            BaseAddress = options.BaseUrl ?? api.BaseAddress,
            Key = api.Key,
            MinInterval = options.MinInterval ?? api.MinInterval,
            MaxRetries = options.MaxRetries,
            MaxResponseBytes = options.MaxResponseBytes,
            ConfigCodes = api.ConfigCodes,
            Records = RecordsPlace.Of(api.RecordsAt, api.RecordsAreMembers),
            Envelope = api.Envelope,
            RecordId = api.Mapping.Id,
            Complaints = api.Complaints,
        };

    private SourceDescription Describe(ApiDefinition api, TOptions options) =>
        new()
        {
            Name = Name,
            Title = api.Title,
            RequiresKey = RequiresKey,
            TransformVersion = api.Mapping.Version,
            Fields = api.Mapping.Fields,
            Access =
                $"{(options.BaseUrl ?? api.BaseAddress).Host}, {(api.Key is null ? "without a key" : "with a key")}"
                + (api.Plan is { } plan ? $", plan {plan}" : ""),
            Cadence = options.Cadence,
            TimeLimit = options.TimeLimit,
            MonthlyRequests = options.MonthlyRequests switch
            {
                0 => null,
                { } limit => limit,
                null => api.MonthlyRequests,
            },
            Scope = api.Scope,
            History = api.History?.Limits,
            SlugOf = api.SlugOf,
            HomePage = api.HomePage,
            Terms = api.Terms,
            Attribution = api.Attribution,
        };
}
