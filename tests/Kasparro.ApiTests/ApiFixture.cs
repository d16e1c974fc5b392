using System.Net;
using System.Text.Json;
using Kasparro.Testing.Database;

namespace Kasparro.ApiTests;

/// <summary>The API over a database of its own, empty at the start of every test.</summary>
internal abstract class ApiFixture
{
    /// <summary>More than any test needs: a cursor that leads in circles must fail and not hang.</summary>
    protected const int MostPages = 100;

    protected TestDatabase Database { get; private set; } = null!;

    protected ApiHost Api { get; private set; } = null!;

    protected HttpClient Client { get; private set; } = null!;

    protected Rows Given { get; private set; } = null!;

    protected virtual (string Variable, string Value)[] Settings => [];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(ApiHost).TypeHandle);
        Database = await TestDatabase.CreateAsync();
        Api = new ApiHost(Database.ConnectionString, Settings);
        Client = Api.CreateClient();
        Given = new Rows(Database);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        Client.Dispose();
        await Api.DisposeAsync();
        await Database.DisposeAsync();
    }

    [SetUp]
    public async Task EmptyAsync() => await Database.ResetAsync();

    /// <inheritdoc cref="JsonResponses.GetJsonAsync"/>
    protected Task<JsonElement> GetAsync(string address, HttpStatusCode expected = HttpStatusCode.OK) =>
        Client.GetJsonAsync(address, expected);

    /// <summary>All pages of a list, along their cursors.</summary>
    /// <param name="address">With a query.</param>
    protected async IAsyncEnumerable<JsonElement> PagesAsync(string address)
    {
        var next = "";
        for (var number = 1; next is not null; number++)
        {
            Assert.That(number, Is.LessThanOrEqualTo(MostPages), $"{address} has no last page.");
            var page = await GetAsync($"{address}{next}");
            var cursor = page.GetProperty("pagination").GetProperty("next_cursor").GetString();
            next = cursor is null ? null : $"&cursor={cursor}";
            yield return page;
        }
    }
}
