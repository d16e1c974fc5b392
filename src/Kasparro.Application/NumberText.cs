namespace Kasparro.Application;

/// <summary>
/// A number as its decimal digits, with no exponent. Never converted on the way through: no .NET number holds all of
/// the digits that PostgreSQL's <c>numeric</c> does.
/// </summary>
public readonly record struct NumberText(string Digits)
{
    public override string ToString() => Digits;
}
