using Kasparro.EtlHost.Telemetry;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;

namespace Kasparro.UnitTests.EtlHost.Telemetry;

internal sealed class SpanExportTests
{
    [TestCase("grpc", OtlpExportProtocol.Grpc)]
    [TestCase("http/protobuf", OtlpExportProtocol.HttpProtobuf)]
    public void The_protocol_of_traces_wins_over_the_one_of_all_signals(string protocol, OtlpExportProtocol expected)
    {
        foreach (var ofAll in Enum.GetValues<OtlpExportProtocol>())
            Assert.That(Options(ofAll, ("PROTOCOL", protocol)).Protocol, Is.EqualTo(expected));
    }

    [Test]
    public void What_is_set_for_traces_is_used_and_the_rest_stays()
    {
        var none = Options(OtlpExportProtocol.Grpc);
        var all = Options(
            OtlpExportProtocol.Grpc,
            ("ENDPOINT", "http://collector:4318/v1/traces"),
            ("HEADERS", "api-key=1"),
            ("TIMEOUT", "1234")
        );

        Assert.That(
            (all.Endpoint.ToString(), all.Headers, all.TimeoutMilliseconds, all.Protocol),
            Is.EqualTo(("http://collector:4318/v1/traces", "api-key=1", 1234, OtlpExportProtocol.Grpc))
        );
        Assert.That(
            (none.Endpoint.ToString(), none.Headers, none.TimeoutMilliseconds),
            Is.EqualTo(("http://all:4317/", "of=all", 99))
        );
    }

    private static OtlpExporterOptions Options(OtlpExportProtocol ofAll, params (string Name, string Value)[] settings)
    {
        var options = new OtlpExporterOptions
        {
            Protocol = ofAll,
            Endpoint = new Uri("http://all:4317"),
            Headers = "of=all",
            TimeoutMilliseconds = 99,
        };
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.Select(setting =>
                    KeyValuePair.Create($"OTEL_EXPORTER_OTLP_TRACES_{setting.Name}", (string?)setting.Value)
                )
            )
            .Build();
        SpanExport.ApplyOfTraces(options, configuration);
        return options;
    }
}
