using Kasparro.WebApi.Endpoints.Assets;
using Kasparro.WebApi.Endpoints.Changes;
using Kasparro.WebApi.Endpoints.Drift;
using Kasparro.WebApi.Endpoints.Explanation;
using Kasparro.WebApi.Endpoints.Failures;
using Kasparro.WebApi.Endpoints.Findings;
using Kasparro.WebApi.Endpoints.Identity;
using Kasparro.WebApi.Endpoints.MarketData;
using Kasparro.WebApi.Endpoints.Prices;
using Kasparro.WebApi.Endpoints.Reports;
using Kasparro.WebApi.Endpoints.RunChecks;
using Kasparro.WebApi.Endpoints.Runs;
using Kasparro.WebApi.Endpoints.Status;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints;

/// <summary>
/// All routes. Invalid parameters are refused, and every response is completed, in one place for all.
/// </summary>
internal static class EndpointRegistration
{
    public static void AddEndpoints(this IServiceCollection services)
    {
        services.AddSingleton<RecentHealth>();
        services.AddSingleton<RecentComparisons>();
    }

    public static void MapEndpoints(this WebApplication app)
    {
        var routes = app.MapGroup("").AddEndpointFilter<ApiResponseFilter>().AddEndpointFilter<ParameterFilter>();
        HomeEndpoint.Map(routes);
        MarketDataEndpoint.Map(routes);
        PricesEndpoint.Map(routes);
        ChangesEndpoint.Map(routes);
        ExplanationEndpoints.Map(routes);
        AssetEndpoints.Map(routes);
        IdentityEndpoint.Map(routes);
        SourcesEndpoint.Map(routes);
        RunEndpoints.Map(routes);
        CompareRunsEndpoint.Map(routes);
        ReportEndpoint.Map(routes);
        FindingsEndpoint.Map(routes);
        DriftEndpoints.Map(routes);
        FailureEndpoints.Map(routes);
        StatsEndpoint.Map(routes);
        HealthEndpoints.Map(routes);
    }
}
