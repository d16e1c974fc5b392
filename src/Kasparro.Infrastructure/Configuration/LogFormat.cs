namespace Kasparro.Infrastructure.Configuration;

/// <summary>How log lines are written.</summary>
public enum LogFormat
{
    /// <summary>One JSON object a line.</summary>
    Json,

    /// <summary>One line of text.</summary>
    Text,
}
