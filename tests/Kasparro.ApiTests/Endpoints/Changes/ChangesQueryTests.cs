using Kasparro.WebApi.Endpoints.Changes;
using Kasparro.WebApi.Parameters;
using Microsoft.AspNetCore.Http;

namespace Kasparro.ApiTests.Endpoints.Changes;

internal sealed class ChangesQueryTests
{
    [TestCase("", 0)]
    [TestCase("?wait=0", 0)]
    [TestCase("?wait=20", 20)]
    public async Task A_client_says_in_seconds_how_long_it_waits(string query, int seconds)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString(query);
        context.SetEndpoint(new Endpoint(null, new(new DeclaredParameters(ChangesQuery.Parameters)), null));

        var read = await ChangesQuery.BindAsync(context);

        Assert.That(RequestQuery.Of(context).Problems, Is.Empty);
        Assert.That(read!.Request.Wait, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }
}
