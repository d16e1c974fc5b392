using Kasparro.Application.Transformation;
using Kasparro.EtlHost.Commands;

namespace Kasparro.UnitTests.EtlHost.Commands;

public sealed class PartOptionsTests
{
    private const string Asset = "11111111-2222-3333-4444-555555555555";

    private static readonly DateTimeOffset s_from = new(2025, 2, 9, 17, 44, 6, TimeSpan.Zero);

    [Test]
    public void One_kind_of_part_is_read()
    {
        Assert.That(Read("transform --failures"), Is.EqualTo(new BronzePart.Failures()));
        Assert.That(Read($"transform --asset {Asset}"), Is.EqualTo(new BronzePart.OfAsset(new Guid(Asset))));
        Assert.That(Read("verify --raw-id 17"), Is.EqualTo(new BronzePart.OfRow(17)));
        Assert.That(
            Read("transform --from 2025-02-09T17:44:06Z --to 2025-02-09T18:44:06Z"),
            Is.EqualTo(new BronzePart.Received(s_from, s_from.AddHours(1)))
        );
        Assert.That(Read("transform --from 2025-02-09T17:44:06Z"), Is.EqualTo(new BronzePart.Received(s_from, null)));
        Assert.That(Read("transform --to 2025-02-09T17:44:06Z"), Is.EqualTo(new BronzePart.Received(null, s_from)));
        Assert.That(Read("transform"), Is.Null);
    }

    [TestCase("transform --failures --raw-id 1", "--failures and --raw-id cannot be given together.")]
    [TestCase($"transform --raw-id 1 --asset {Asset}", "--asset and --raw-id cannot be given together.")]
    [TestCase("transform --raw-id 1 --to 2025-01-01T00:00:00Z", "--raw-id and --to cannot be given together.")]
    [TestCase("transform --full --failures", "--failures and --full cannot be given together.")]
    [TestCase("verify --bronze --raw-id 1", "--raw-id and --bronze cannot be given together.")]
    [TestCase(
        "transform --from 2025-01-02T00:00:00Z --to 2025-01-01T00:00:00Z",
        "--from is after --to, so nothing can match."
    )]
    [TestCase("transform --from yesterday", "--from is 'yesterday'; it must be a time such as 2025-02-09T17:44:06Z.")]
    public void What_contradicts_itself_is_refused(string line, string message) =>
        Assert.That(
            CommandLine.Root().Parse(line.Split(' ')).Errors.Select(error => error.Message),
            Is.EqualTo([message])
        );

    [TestCase("transform --from 2025-01-01T00:00:00Z --to 2025-01-01T00:00:00Z")]
    [TestCase("transform --full")]
    [TestCase("verify --bronze")]
    public void What_goes_together_is_accepted(string line) =>
        Assert.That(CommandLine.Root().Parse(line.Split(' ')).Errors, Is.Empty);

    private static BronzePart? Read(string line) => PartOptions.Read(CommandLine.Root().Parse(line.Split(' ')));
}
