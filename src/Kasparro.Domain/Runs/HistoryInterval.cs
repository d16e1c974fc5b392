namespace Kasparro.Domain.Runs;

/// <summary>How far apart the points of a history are.</summary>
public enum HistoryInterval
{
    Daily,
    Hourly,
}
