namespace Kasparro.Infrastructure.Sources.Csv.Options;

/// <summary>What separates the whole part of a number from its fraction; the other sign groups thousands.</summary>
public enum DecimalSign
{
    Point,
    Comma,
}
