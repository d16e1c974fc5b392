namespace Kasparro.Testing.Database;

/// <summary>Whether a connection ends at what it sends.</summary>
public enum Cutting
{
    /// <summary>Before the server receives it.</summary>
    Before,

    /// <summary>Once the server has done it; its response is lost.</summary>
    After,

    /// <summary>Not at all.</summary>
    Never,
}
