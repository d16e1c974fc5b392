using Kasparro.EtlHost.Commands;

namespace Kasparro.UnitTests.EtlHost.Commands;

/// <summary>What a person types for a backfill, and what is said where something is missing.</summary>
public sealed class BackfillOptionsTests
{
    private const string Whole = "run --source coingecko --from 2025-01-01 --to 2025-02-01 --coins bitcoin";

    [TestCase(Whole)]
    [TestCase("ingest --source coinpaprika --from 2025-01-01T12:00:00Z --to 2025-02-01T00:00:00+02:00 --top 10")]
    [TestCase(Whole + " --interval hourly")]
    [TestCase(Whole + " --interval HOURLY --output Json")]
    [TestCase("run --source coingecko --source coingecko --from 2025-01-01 --to 2025-02-01 --top 1000")]
    public void A_backfill_names_one_source_a_time_and_its_coins(string line) => Assert.That(Errors(line), Is.Empty);

    [TestCase("run --coins bitcoin --source coingecko", "--coins is for a backfill, which needs --from too.")]
    [TestCase("run --from 2025-01-01 --top 3 --source csv", "--from is for a backfill, which needs --to too.")]
    [TestCase(Whole + " --top 3", "A backfill needs either --coins or --top.")]
    [TestCase("run --source csv --from 2025-01-01 --to 2025-02-01", "A backfill needs either --coins or --top.")]
    [TestCase("run --from 2025-01-01 --to 2025-02-01 --top 3", "A backfill is of one source: name it with --source.")]
    [TestCase(Whole + " --source csv", "A backfill is of one source: name it with --source.")]
    [TestCase(Whole + " --accept-fewer", "--accept-fewer and --from cannot be given together.")]
    [TestCase(Whole + " --triggered-by cron", "--triggered-by and --from cannot be given together.")]
    [TestCase("run --source csv --from 2025-02-01 --to 2025-02-01 --top 3", "--from is not before --to")]
    [TestCase(
        "run --source csv --from 2025-01-01 --to 2025-02-01 --top 1001",
        "--top must be a number from 1 to 1000."
    )]
    [TestCase("run --source csv --from 2025-01-01 --to 2025-02-01 --coins ,", "--coins must name 1 to 1000 coins.")]
    [TestCase(
        "run --source csv --from 2025-01-01T00:00:00.5Z --to 2025-02-01 --top 1",
        "--from is '2025-01-01T00:00:00.5Z'"
    )]
    [TestCase("run --source csv --from 01/02/2025 --to 2025-02-01 --top 1", "it must be a day or a time such as 2025")]
    [TestCase(Whole + " --interval weekly", "--interval")]
    public void What_is_missing_or_contradicts_itself_is_said(string line, string error) =>
        Assert.That(Errors(line), Has.Some.Contains(error));

    [Test]
    public void A_run_without_these_options_is_no_backfill() => Assert.That(Errors("run --source csv"), Is.Empty);

    [Test]
    public void Coins_are_read_without_the_spaces_around_them_and_each_of_them_once()
    {
        var parsed = CommandLine.Root().Parse([.. Whole.Split(' ')[..^1], "bitcoin, ethereum ,,bitcoin"]);

        Assert.That(
            BackfillOptions.Read(parsed, ["coingecko"], transform: true)!.Coins,
            Is.EqualTo(new[] { "bitcoin", "ethereum" })
        );
    }

    private static string[] Errors(string line) =>
        [.. CommandLine.Root().Parse(line.Split(' ')).Errors.Select(error => error.Message)];
}
