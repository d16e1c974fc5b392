namespace Kasparro.Simulator.Market;

/// <summary>
/// Coins that people know, so that simulated data can be recognised and searched; and odd ones that real lists have.
/// </summary>
internal static class KnownCoins
{
    /// <summary>Symbol, name, price in US dollars and coins in circulation, each roughly as in 2025.</summary>
    public static readonly (string Symbol, string Name, double Price, double Supply)[] Top =
    [
        ("BTC", "Bitcoin", 97_000, 19.8e6),
        ("ETH", "Ethereum", 3_300, 120.5e6),
        ("USDT", "Tether", 1, 140e9),
        ("XRP", "XRP", 2.4, 57e9),
        ("BNB", "BNB", 690, 142e6),
        ("SOL", "Solana", 190, 488e6),
        ("USDC", "USDC", 1, 55e9),
        ("DOGE", "Dogecoin", 0.33, 148e9),
        ("ADA", "Cardano", 0.95, 35e9),
        ("TRX", "TRON", 0.24, 86e9),
        ("AVAX", "Avalanche", 36, 411e6),
        ("LINK", "Chainlink", 23, 638e6),
        ("SHIB", "Shiba Inu", 2.1e-5, 589e12),
        ("TON", "Toncoin", 5.2, 2.5e9),
        ("DOT", "Polkadot", 6.6, 1.5e9),
        ("XLM", "Stellar", 0.42, 30e9),
        ("LTC", "Litecoin", 105, 75e6),
        ("BCH", "Bitcoin Cash", 440, 19.8e6),
        ("UNI", "Uniswap", 13, 600e6),
        ("NEAR", "NEAR Protocol", 5, 1.2e9),
        ("PEPE", "Pepe", 1.7e-5, 420e12),
        ("ICP", "Internet Computer", 10, 477e6),
        ("AAVE", "Aave", 300, 15e6),
        ("ETC", "Ethereum Classic", 26, 150e6),
        ("XMR", "Monero", 200, 18.4e6),
        ("CRO", "Cronos", 0.14, 27e9),
        ("ATOM", "Cosmos Hub", 6.4, 391e6),
        ("FIL", "Filecoin", 5, 616e6),
        ("ALGO", "Algorand", 0.34, 8.3e9),
        ("VET", "VeChain", 0.045, 81e9),
        ("BONK", "Bonk", 3.1e-5, 75e12),
        ("MKR", "Maker", 1_400, 0.88e6),
        ("XTZ", "Tezos", 1.3, 1e9),
        ("EOS", "EOS", 0.8, 1.5e9),
        ("DASH", "Dash", 38, 12e6),
        ("ZEC", "Zcash", 53, 15.7e6),
        ("WBTC", "Wrapped Bitcoin", 96_900, 0.13e6),
        ("DAI", "Dai", 1, 5.3e9),
        ("CVX", "Convex Finance", 4.6, 99e6),
        ("LUNC", "Terra Luna Classic", 1.1e-4, 5.5e12),
    ];

    /// <summary>
    /// Names and symbols that programs stumble over: bridged copies, one name twice, other scripts, blanks one does not
    /// see.
    /// </summary>
    public static readonly (string Symbol, string Name)[] Odd =
    [
        ("USDC", "Bridged USDC (Polygon)"),
        ("WBTC", "Bridged Wrapped Bitcoin"),
        ("LANDWOLF", "Landwolf"),
        ("LANDWOLF", "Landwolf"),
        ("ALICE", "Alice"),
        ("ALICE", "alice "),
        ("币安人生", "币安人生"),
        ("IBFK", "İstanbul Başakşehir"),
        ("BALI", "Balıkesirspor"),
        ("🟥🟩", "Red Green"),
        ("GIVE", "༼ つ ◕_◕ ༽つ"),
        ("SHIBS", "Solana Shib\u00a0"),
        ("STABLE", "\u200b\u200bStable"),
        ("AUSDT (USDT)", "Aave USDT \"quoted\", v2"),
        ("$", "Dollar\\Slash"),
        ("O'R", "O'Reilly Coin"),
        ("DASH", "DoorDash Inc"),
        ("LEO", "Leoni AG"),
    ];

    public static readonly string[] First =
    [
        "Lunar",
        "Quantum",
        "Golden",
        "Silver",
        "Hyper",
        "Meta",
        "Baby",
        "Nova",
        "Astro",
        "Cyber",
        "Velvet",
        "Crimson",
        "Polar",
        "Solar",
        "Turbo",
        "Iron",
        "Crystal",
        "Shadow",
        "Rapid",
        "Gentle",
        "Electric",
        "Ocean",
        "Desert",
        "Forest",
        "Neon",
        "Royal",
        "Noble",
        "Pixel",
        "Vector",
        "Zen",
        "Atlas",
        "Orbit",
    ];

    public static readonly string[] Second =
    [
        "Doge",
        "Falcon",
        "Bridge",
        "Vault",
        "Harbor",
        "Tiger",
        "Whale",
        "Anchor",
        "Signal",
        "Beacon",
        "Ledger", // cspell:disable-line
        "Compass",
        "Meadow",
        "Panda",
        "Raven",
        "Comet",
        "Prism",
        "Garden",
        "Summit",
        "River",
        "Lantern",
        "Otter",
        "Badger",
        "Maple",
        "Cedar",
        "Pearl",
        "Ember",
        "Glacier",
        "Canyon",
        "Mosaic",
        "Harvest",
        "Phoenix",
    ];

    public static readonly string[] Third =
    [
        "",
        "Protocol",
        "Finance",
        "Network",
        "Token",
        "Swap",
        "DAO",
        "Chain",
        "AI",
        "Inu",
        "Labs",
        "Coin",
    ];
}
