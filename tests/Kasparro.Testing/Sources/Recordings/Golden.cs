using System.Text.Json;

namespace Kasparro.Testing.Sources.Recordings;

/// <summary>What a source must make of its recording: the file <c>observations.json</c>.</summary>
/// <param name="TransformVersion">Of the mapping that it was accepted with.</param>
/// <param name="ReadFrom">Where each member of a row is read, by the names of both.</param>
/// <param name="Records">Each record with what it says, in order, as <see cref="LineOf"/> writes it.</param>
public sealed record Golden(
    string TransformVersion,
    IReadOnlyDictionary<string, string> ReadFrom,
    IReadOnlyList<string> Records
)
{
    public const string FileName = "observations.json";

    public static Golden Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new Golden(
            root.GetProperty("transform_version").GetString()!,
            Recording.Texts(root, "read_from"),
            [.. root.GetProperty("records").EnumerateArray().Select(record => record.GetRawText())]
        );
    }

    /// <summary>What a source makes of its recording now.</summary>
    public static Golden Of(RecordedBench bench, RecordedFetch fetch) =>
        new(
            bench.Source.Description.TransformVersion,
            FieldOrigins.OfAll(bench.Source, fetch.Records),
            [.. fetch.Records.Select(LineOf)]
        );

    public static string LineOf(ReceivedRecord record) =>
        $"{{\"source_id\": {OutcomeText.Json(record.SourceId)}, {record.Outcome}}}";

    public string Write() =>
        $$"""
            {
              "transform_version": {{OutcomeText.Json(TransformVersion)}},
              "read_from": {
            {{string.Join(",\n", ReadFrom.Select(pair => $"    \"{pair.Key}\": {OutcomeText.Json(pair.Value)}"))}}
              },
              "records": [
            {{string.Join(",\n", Records.Select(record => $"    {record}"))}}
              ]
            }

            """;
}
