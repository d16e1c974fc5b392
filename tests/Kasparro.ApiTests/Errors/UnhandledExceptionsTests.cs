using System.Net;
using Kasparro.Testing;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;
using Kasparro.WebApi.Errors;
using Kasparro.WebApi.Telemetry;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kasparro.ApiTests.Errors;

internal sealed class UnhandledExceptionsTests
{
    [Test, Promise(15)]
    public async Task An_internal_error_says_nothing_of_its_cause()
    {
        await using var database = await TestDatabase.CreateAsync();
        await new Rows(database).MarketDataAsync("BTC", "Bitcoin");
        // A statement of ours that the server refuses, with a text of which nothing may reach a client.
        await database.ExecuteAsync(
            "CREATE OR REPLACE VIEW silver_version AS SELECT (random() || 'the-cause')::bigint AS version"
        );
        await using var api = new ApiHost(database.ConnectionString);
        using var client = api.CreateClient();

        foreach (var address in new[] { "/data", "/data?format=csv", "/assets", "/failures" })
        {
            using var response = await client.GetAsync(address);
            var body = await response.Content.ReadAsStringAsync();

            Assert.Multiple(() =>
            {
                Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError), $"{address}: {body}");
                Assert.That(body, Does.Contain("\"title\":\"Internal error\""));
                Assert.That(body, Does.Not.Contain("the-cause").And.Not.Contain("22P02").And.Not.Contain("Exception"));
                Assert.That(
                    response.Headers.SelectMany(header => header.Value),
                    Has.None.Contains("the-cause").And.None.Contains("Exception")
                );
            });
        }
    }

    [TestCase("GET")]
    [TestCase("HEAD")]
    public async Task The_log_names_the_method_that_was_sent(string method)
    {
        using var log = new LogRecorder();
        await using var api = new ApiHost("Host=127.0.0.1;Port=1;Database=none;Username=none");
        await using var logging = api.WithWebHostBuilder(builder =>
            builder.ConfigureLogging(providers => providers.AddProvider(log))
        );
        using var client = logging.CreateClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), "/assets");
        using var response = await client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(log.Lines, Has.Exactly(1).Contains($"{method} /assets failed with status 503"));
    }

    [TestCase(true, 499, 0)]
    [TestCase(false, 500, 1, Description = "whatever was given up, it was not by the client")]
    public async Task What_is_given_up_is_no_error_only_where_the_client_has_gone(bool isGone, int status, int lines)
    {
        using var log = new LogRecorder();
        var context = Context();
        context.RequestAborted = new CancellationToken(canceled: isGone);

        await HandleAsync(context, new OperationCanceledException(), log);

        Assert.That(context.Response.StatusCode, Is.EqualTo(status));
        Assert.That(log.Lines, Has.Exactly(lines).Items);
    }

    [TestCase(500, 1)]
    [TestCase(400, 0, Description = "the response says it to the client")]
    public async Task An_internal_error_is_logged_with_its_request_and_its_cause(int status, int lines)
    {
        using var log = new LogRecorder();
        Exception cause = status == 500 ? new InvalidOperationException("the-cause") : new BadHttpRequestException("x");

        await HandleAsync(Context(), cause, log);

        Assert.That(
            log.Lines.Where(line =>
                line.StartsWith("Error ", StringComparison.Ordinal)
                && line.Contains("GET /data failed with status 500", StringComparison.Ordinal)
                && line.Contains("the-cause", StringComparison.Ordinal)
            ),
            Has.Exactly(lines).Items
        );
        Assert.That(log.Lines, Has.Exactly(lines).Items);
    }

    private static DefaultHttpContext Context()
    {
        var context = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddLogging().AddProblemDetails().BuildServiceProvider(),
        };
        (context.Request.Method, context.Request.Path) = ("GET", "/data");
        RequestIdentity.Give(context, TimeProvider.System);
        return context;
    }

    private static async Task HandleAsync(HttpContext context, Exception cause, LogRecorder log)
    {
        using var factory = new LoggerFactory([log]);
        var edge = new UnhandledExceptions(factory.CreateLogger<UnhandledExceptions>());
        await edge.TryHandleAsync(context, cause, CancellationToken.None);
    }
}
