using Kasparro.WebApi.Errors;
using Kasparro.WebApi.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Kasparro.ApiTests.Errors;

/// <summary>The status of a response depends on who can do something about it.</summary>
internal sealed class ExceptionStatusTests : ApiFixture
{
    [TestCase("57014", 504, Description = "the query took too long")]
    [TestCase("28P01", 503, Description = "the password is refused")]
    [TestCase("28000", 503, Description = "the role is refused")]
    [TestCase("3D000", 503, Description = "the database is not there yet")]
    [TestCase("42P01", 503, Description = "a table is not there yet")]
    [TestCase("42703", 503, Description = "a column is not there yet")]
    [TestCase("57P03", 503, Description = "it starts")]
    [TestCase("22P02", 500, Description = "a bug of ours")]
    [TestCase("42601", 500, Description = "a bug of ours")]
    public async Task A_refusal_of_the_database_has_its_status_however_it_is_wrapped(string state, int status)
    {
        var refusal = new PostgresException("refused", "ERROR", "ERROR", state);

        Assert.That(await StatusAsync(refusal), Is.EqualTo(status));
        Assert.That(await StatusAsync(new InvalidOperationException("wrapped", refusal)), Is.EqualTo(status));
    }

    [Test]
    public async Task A_database_that_is_away_is_503_a_request_that_cannot_be_read_its_own_and_all_else_500()
    {
        Assert.That(await StatusAsync(new NpgsqlException("lost")), Is.EqualTo(503));
        Assert.That(await StatusAsync(new TimeoutException()), Is.EqualTo(503));
        Assert.That(await StatusAsync(new BadHttpRequestException("too long", 414)), Is.EqualTo(414));
        Assert.That(await StatusAsync(new InvalidOperationException()), Is.EqualTo(500));
    }

    private async Task<int> StatusAsync(Exception exception)
    {
        await using var scope = Api.Services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        RequestIdentity.Give(context, TimeProvider.System);
        var handler = new UnhandledExceptions(NullLogger<UnhandledExceptions>.Instance);

        Assert.That(await handler.TryHandleAsync(context, exception, CancellationToken.None), Is.True);

        return context.Response.StatusCode;
    }
}
