namespace Kasparro.Testing.Sources;

/// <summary>What no source should send, and some do.</summary>
public static class HostileValues
{
    /// <summary>Lexemes of JSON numbers, from the smallest to those that no column holds.</summary>
    public static readonly string[] ExtremeNumbers =
    [
        "0",
        "-0",
        "0.0",
        "-0.0",
        "-1",
        "1e-30",
        "3.84e-18",
        "1E+5",
        "0.00000000000000000000000000000000001",
        "9223372036854775807",
        "981847205393966080",
        "29427.918932650417",
        "8e28",
        "79228162514264337593543950336",
        "8.146238558901932e+36",
        "1e400",
        "1e-400",
        "1e999999",
        "1e-999999",
        "1e99999999999999999999",
        "1.0e+15",
        "20050865.0",
    ];

    /// <summary>JSON values in the place of a number.</summary>
    public static readonly string[] NotNumbers =
    [
        "\"NaN\"",
        "\"Infinity\"",
        "\"-\"",
        "\"\"",
        "\"1,5\"",
        "\"0x10\"",
        "\"١٢\"",
        "true",
        "false",
        "[]",
        "{}",
        "[1]",
    ];

    /// <summary>JSON values in the place of a text.</summary>
    public static readonly string[] OddTexts =
    [
        "\"\"",
        "\" \"",
        "\"\\u3000\"",
        "\"\\u0000\"",
        "\"a\\u0000b\"",
        "\"\\ud800\"",
        "\"\\udc00x\"",
        "\"\\ud83d\\ude00\"",
        "\"🟥🟩\"",
        "\"\\u200b\\u200bStable\"",
        "\"Solana Shib\\u00a0\"",
        "\"İstanbul ı\"",
        "\"-6\"",
        "\"_\"",
        "\"a\\\"b\\\\c\\/\\b\\f\\n\\r\\t\"",
        "42",
        "null",
    ];
}
