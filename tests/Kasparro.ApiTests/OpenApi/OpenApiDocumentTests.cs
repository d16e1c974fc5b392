using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kasparro.ApiTests.OpenApi;

internal sealed class OpenApiDocumentTests : ApiFixture
{
    private const string AcceptVariable = "KASPARRO_ACCEPT_OPENAPI";

    private static readonly JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Test]
    public async Task The_contract_is_the_committed_one()
    {
        var actual =
            Sorted(JsonNode.Parse(await Client.GetStringAsync("/swagger/v1/swagger.json"))!).ToJsonString(s_indented)
            + "\n";
        var file = Path.Combine(RepositoryRoot(), "src", "Kasparro.WebApi", "openapi.json");
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
            await File.WriteAllTextAsync(file, actual);

        Assert.That(
            actual,
            Is.EqualTo(await File.ReadAllTextAsync(file)),
            $"The API's contract changed. If it should, run this test with {AcceptVariable}=1 and commit openapi.json."
        );
    }

    [Test]
    public async Task Every_parameter_response_and_member_is_described()
    {
        var document = await GetAsync("/swagger/v1/swagger.json");

        var undescribed = new List<string>();
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            var operation = path.Value.GetProperty("get");
            if (!operation.TryGetProperty("summary", out _))
                undescribed.Add(path.Name);
            if (operation.TryGetProperty("parameters", out var parameters))
                undescribed.AddRange(
                    parameters.EnumerateArray().Where(IsUndescribed).Select(parameter => $"{path.Name} {parameter}")
                );
            undescribed.AddRange(
                operation
                    .GetProperty("responses")
                    .EnumerateObject()
                    .Where(response => IsUndescribed(response.Value))
                    .Select(response => $"{path.Name} {response.Name}")
            );
        }

        foreach (
            var schema in document
                .GetProperty("components")
                .GetProperty("schemas")
                .EnumerateObject()
                .Where(schema => schema.Value.TryGetProperty("properties", out _))
        )
            undescribed.AddRange(
                schema
                    .Value.GetProperty("properties")
                    .EnumerateObject()
                    .Where(member => IsUndescribed(member.Value))
                    .Select(member => $"{schema.Name}.{member.Name}")
            );

        Assert.That(undescribed, Is.Empty);
    }

    [Test]
    public async Task A_description_has_no_line_breaks_of_the_source()
    {
        var document = JsonNode.Parse(await Client.GetStringAsync("/swagger/v1/swagger.json"))!;
        // This one is a text of paragraphs.
        document["info"]!.AsObject().Remove("description");

        Assert.That(document.ToJsonString(s_indented), Does.Not.Match(@"\\n"));
    }

    [Test]
    public async Task Every_example_of_a_parameter_is_accepted()
    {
        var document = await GetAsync("/swagger/v1/swagger.json");

        foreach (
            var path in document
                .GetProperty("paths")
                .EnumerateObject()
                .Where(path =>
                    !path.Name.Contains('{') && path.Value.GetProperty("get").TryGetProperty("parameters", out _)
                )
        )
        {
            foreach (var parameter in path.Value.GetProperty("get").GetProperty("parameters").EnumerateArray())
            {
                var name = parameter.GetProperty("name").GetString();
                // A cursor belongs to a query and cannot be made up; nor can a run, or the row that is explained.
                if (name is "cursor" or "since" or "run_id" or "against" || IsRequired(parameter))
                    continue;
                var example = parameter.GetProperty("examples").GetProperty("given").GetProperty("value");
                var value = (example.ValueKind == JsonValueKind.Array ? example[0] : example).ToString();
                // Prices are of assets that the request names; the other parameters narrow it.
                var asset = path.Name == "/prices" && name is ("source" or "as_of") ? "symbol=BTC&" : "";
                var address = $"{path.Name}?{asset}{name}={Uri.EscapeDataString(value)}";
                using var response = await Client.GetAsync(address);
                Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), address);
            }
        }
    }

    [Test]
    public async Task Swagger_ui_is_there() =>
        Assert.That(await Client.GetStringAsync("/swagger/index.html"), Does.Contain("Kasparro API"));

    private static bool IsRequired(JsonElement parameter) =>
        parameter.TryGetProperty("required", out var required) && required.GetBoolean();

    private static bool IsUndescribed(JsonElement element) =>
        !element.TryGetProperty("description", out var description)
        || string.IsNullOrWhiteSpace(description.GetString());

    /// <summary>The order of members says nothing, and need not be the same tomorrow.</summary>
    private static JsonNode Sorted(JsonNode node) =>
        node switch
        {
            JsonObject members => new JsonObject(
                members
                    .OrderBy(member => member.Key, StringComparer.Ordinal)
                    .Select(member =>
                        KeyValuePair.Create(member.Key, member.Value is null ? null : Sorted(member.Value))
                    )
            ),
            JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Sorted(item))]),
            _ => node.DeepClone(),
        };

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Kasparro.sln")))
            folder =
                folder.Parent ?? throw new InvalidOperationException("The tests do not run within the repository.");
        return folder.FullName;
    }
}
