using Kasparro.Application;
using Kasparro.Infrastructure;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.WebApi;
using Kasparro.WebApi.Configuration;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.OpenApi;
using Kasparro.WebApi.Protection;
using Kasparro.WebApi.Telemetry;

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

    builder.AddLogs();
    builder.Services.AddApplicationQueries();

    // The API describes sources and never asks them, so it starts whatever their own settings lack.
    builder.Services.AddInfrastructure(settings, DatabaseUse.Reads, sourceSettings);
    builder.AddApi(api);
    builder.AddProtection(api, settings);
    builder.AddTelemetry();
    builder.Services.AddOpenApiDocument();
    settings.ThrowIfAnyProblem();
}
catch (ConfigurationException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return BadConfiguration;
}

await using var app = builder.Build();
app.WarnOf(settings, sourceSettings);
app.UseForwardedHeaders();
RequestIdentity.UseRequestIdentity(app);
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseHeadRequests();
app.UseRouting();
app.UseProtection(api);
app.UseOpenApiDocument();
app.MapMetrics();
app.MapApi();
await app.RunAsync();
return 0;
