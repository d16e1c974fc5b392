using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.EtlHost;

/// <summary>A time that cannot be read ends with a sentence, also where another option is compared with it.</summary>
public sealed class TimeOptionTests : EtlFixture
{
    [Test]
    public async Task A_time_that_cannot_be_read_is_refused_with_a_sentence(
        [Values("transform", "verify")] string command,
        [Values("--from", "--to")] string option
    )
    {
        var other = option == "--from" ? "--to" : "--from";
        var refused = await EtlHostProcess.RunAsync(
            Database,
            null,
            [command, option, "yesterday", other, "2025-01-01T00:00:00Z"]
        );

        Assert.That(refused.Code, Is.EqualTo(2), refused.Output + refused.Errors);
        Assert.That(
            refused.Errors,
            Does.Contain($"{option} is 'yesterday'; it must be a time such as").And.Not.Contain("Exception")
        );
    }
}
