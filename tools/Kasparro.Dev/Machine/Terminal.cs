namespace Kasparro.Dev.Machine;

/// <summary>Progress goes to standard error: standard output has only results that a script may read.</summary>
internal static class Terminal
{
    /// <summary>Whether a person is there who can be asked.</summary>
    public static bool CanAsk => !Console.IsInputRedirected;

    public static void Say(string line) => Console.Error.WriteLine(line);

    public static void Step(string name) => Say($"\n== {name}");
}
