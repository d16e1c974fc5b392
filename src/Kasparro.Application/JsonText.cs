namespace Kasparro.Application;

/// <summary>
/// JSON as it was stored. Never parsed on the way through: a parser would refuse, rewrite or round some of what sources
/// send.
/// </summary>
public readonly record struct JsonText(string Text);
