namespace Kasparro.Domain.MarketData;

/// <summary>What a payload holds under one name.</summary>
public enum FieldKind
{
    Missing,
    Null,
    Text,
    Number,

    /// <summary>true, false, an object or an array: nothing that an observation is made of.</summary>
    Other,
}

/// <summary>One field of a payload: the name it has there (for messages), and what it holds.</summary>
/// <param name="Name">As the source calls it, for example <c>quotes.USD.price</c>.</param>
/// <param name="Text">The characters of a text, the lexeme of a number, else null.</param>
public readonly record struct Field(string Name, FieldKind Kind, string? Text)
{
    public static Field Missing(string name) => new(name, FieldKind.Missing, null);

    public static Field Null(string name) => new(name, FieldKind.Null, null);

    public static Field OfText(string name, string text) => new(name, FieldKind.Text, text);

    public static Field OfNumber(string name, string lexeme) => new(name, FieldKind.Number, lexeme);

    public static Field Other(string name, string text) => new(name, FieldKind.Other, text);

    public bool IsAbsent => Kind is FieldKind.Missing or FieldKind.Null;

    /// <summary>For messages about a field that holds nothing: missing, null or empty.</summary>
    public string Absence =>
        Kind switch
        {
            FieldKind.Missing => "missing",
            FieldKind.Null => "null",
            _ => "empty",
        };
}
