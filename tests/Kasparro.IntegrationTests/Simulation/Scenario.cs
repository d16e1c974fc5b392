using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Simulation;

/// <summary>What is done in one step.</summary>
internal enum Work
{
    Ingest,
    Transform,
    TransformFully,
}

/// <summary>What goes wrong in one step.</summary>
internal enum Fault
{
    None,

    /// <summary>One connection is lost, before or after what it sends.</summary>
    LostConnection,

    /// <summary>The process is gone, with all its connections, and starts again for the next step.</summary>
    Crash,

    /// <summary>A person or a deployment ends the process, which may still say so.</summary>
    Cancellation,

    /// <summary>The time limit passes.</summary>
    TimeLimit,

    /// <summary>The provider fails before it sends a page.</summary>
    Provider,
}

/// <param name="At">At which message to the server the fault happens, or before which page.</param>
/// <param name="Pages">What the provider sends, where it is asked.</param>
internal sealed record Step(
    Work Work,
    string Source,
    Fault Fault,
    Cutting Cutting,
    int At,
    IReadOnlyList<IReadOnlyList<Coin>> Pages
)
{
    public override string ToString() =>
        $"{Work} {Source}: {Fault} ({Cutting}, {At}) "
        + string.Join(" | ", Pages.Select(page => string.Join(' ', page.Select(Text))));

    private static string Text(Coin coin) => $"{coin.Id}@{coin.LastUpdated[8..10]}={coin.Price}";
}

/// <summary>
/// A short history of a small world, the same for the same seed: few coins, instants and prices, so that values return,
/// are corrected, and are said twice.
/// </summary>
internal sealed record Scenario(int Seed, IReadOnlyList<Step> Steps)
{
    private const int MostMessages = 45;

    public static readonly IReadOnlyList<string> Sources = ["coingecko", "coinpaprika"];

    /// <summary>The third has the label of the second; "null" is no price.</summary>
    private static readonly Coin[] s_coins =
    [
        new("bitcoin"),
        new("luna", "luna", "Terra"),
        new("luna-2", "luna", "Terra"),
        new("ether", "eth", "Ethereum"),
    ];

    private static readonly string[] s_prices = ["100", "101", "0.00000000000000000012", "null"];

    public static Scenario Of(int seed)
    {
        var random = new Random(seed);
        return new Scenario(seed, [.. Enumerable.Range(0, random.Next(3, 7)).Select(_ => NextStep(random))]);
    }

    public override string ToString() => string.Join('\n', Steps);

    private static Step NextStep(Random random)
    {
        var work = random.Next(5) switch
        {
            0 or 1 or 2 => Work.Ingest,
            3 => Work.Transform,
            _ => Work.TransformFully,
        };
        var fault = (Fault)random.Next(6);
        if (fault == Fault.Provider && work != Work.Ingest)
            fault = Fault.Crash;
        var cutting = fault switch
        {
            Fault.LostConnection or Fault.Crash => random.Next(2) == 0 ? Cutting.Before : Cutting.After,
            _ => Cutting.Never,
        };
        var pages = work == Work.Ingest ? NextPages(random) : [];
        var at = fault == Fault.Provider ? random.Next(1, pages.Count + 2) : random.Next(1, MostMessages);
        return new Step(work, Sources[random.Next(4) / 3], fault, cutting, at, pages);
    }

    private static List<IReadOnlyList<Coin>> NextPages(Random random) =>
        [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => NextPage(random))];

    private static List<Coin> NextPage(Random random) =>
        [
            .. Enumerable
                .Range(0, random.Next(1, 5))
                .Select(_ =>
                    s_coins[random.Next(s_coins.Length)] with
                    {
                        Price = s_prices[random.Next(s_prices.Length)],
                        LastUpdated = $"2026-01-0{random.Next(1, 4)}T00:00:00Z",
                    }
                ),
        ];
}
