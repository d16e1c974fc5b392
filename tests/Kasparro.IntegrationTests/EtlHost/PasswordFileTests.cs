using System.Net;
using System.Net.Sockets;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.EtlHost;

public sealed class PasswordFileTests
{
    // "R", and that a password is wanted: the server of the tests may trust everyone.
    private static readonly byte[] s_passwordPlease = [(byte)'R', 0, 0, 0, 8, 0, 0, 0, 3];

    [Test]
    public async Task A_file_that_the_address_names_and_that_is_not_there_is_a_problem_of_the_settings()
    {
        using var server = new TcpListener(IPAddress.Loopback, port: 0);
        server.Start();
        var asked = AskAsync(server);

        var exit = await EtlHostProcess.RunAsync(
            null,
            new Dictionary<string, string>
            {
                ["DATABASE_URL"] =
                    $"postgresql://kasparro@{server.LocalEndpoint}/kasparro?sslmode=disable&gssencmode=disable"
                    + "&passfile=/no/such/file",
            },
            "status"
        );

        Assert.That(exit.Code, Is.EqualTo(2), exit.Output + exit.Errors);
        Assert.That(exit.Errors, Does.Contain("DATABASE_URL cannot be used as it is").And.Contain("/no/such/file"));
        await asked;
    }

    private static async Task AskAsync(TcpListener server)
    {
        using var client = await server.AcceptTcpClientAsync();
        var stream = client.GetStream();
        await stream.ReadAtLeastAsync(new byte[1024], minimumBytes: 1);
        await stream.WriteAsync(s_passwordPlease);
        // Until the other end has had enough of it.
        await stream.CopyToAsync(Stream.Null);
    }
}
