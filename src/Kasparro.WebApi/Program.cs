using Kasparro.Application;
using Kasparro.Infrastructure;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.WebApi.Endpoints;
using Kasparro.WebApi.Endpoints.Status;
using Kasparro.WebApi.Errors;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.OpenApi;
using Kasparro.WebApi.Protection;
using Kasparro.WebApi.Telemetry;
using Microsoft.AspNetCore.Connections;

const int BadConfiguration = 2;

if (args is [HealthCommand.Name])
    return await HealthCommand.RunAsync(Environment.GetEnvironmentVariable("ASPNETCORE_URLS"));

WebApplicationBuilder builder;
ApiSettings api;
Settings settings,
    sourceSettings;
try
{
    builder = WebApplication.CreateBuilder(args);
    builder.Configuration.AddEnvironmentFile();
    settings = new Settings(builder.Configuration);
    sourceSettings = new Settings(builder.Configuration);
    api = settings.Bind<ApiSettings>();

    builder.AddLogs(settings.Bind<LogSettings>());
    builder.Services.AddApplicationQueries();

    // The API only describes sources, so it starts even where their own settings are invalid.
    builder.Services.AddInfrastructure(settings, DatabaseUse.Reads, sourceSettings);
    builder.AddHttp(api);
    builder.Services.AddErrors();
    builder.Services.AddEndpoints();
    builder.AddProtection(api, settings);
    builder.AddTelemetry();
    builder.Services.AddOpenApiDocument();
    settings.ThrowIfAnyProblem();
}
catch (ConfigurationException invalid)
{
    await Console.Error.WriteLineAsync(invalid.Message);
    return BadConfiguration;
}

await using var app = builder.Build();
app.WarnOf(settings, sourceSettings);
app.UseForwardedHeaders();
app.UseRequestIdentity();
app.UseErrors();
app.UseHeadRequests();
app.UseRouting();
app.UseProtection(api);
app.UseOpenApiDocument();
app.MapMetrics();
app.MapEndpoints();
try
{
    await app.RunAsync();
    return 0;
}
catch (IOException unbound) when (unbound.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync($"{unbound.Message} API_PORT or ASPNETCORE_URLS chooses another port.");
    return BadConfiguration;
}
