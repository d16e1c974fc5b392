using System.Globalization;
using Kasparro.Application.Explanation;

namespace Kasparro.EtlHost.Reporting;

/// <summary>Where a row of market data comes from, in lines for a person.</summary>
internal static class ExplanationText
{
    public static IEnumerable<string> Lines(MarketDataExplanation explanation)
    {
        var (row, raw) = (explanation.Stored.Row, explanation.Stored.Raw);
        yield return $"{row.Symbol} {row.Name} from {row.Source} at {Time(row.LastUpdated)}: {row.PriceUsd.Digits} USD";
        foreach (var field in explanation.Fields)
            yield return $"  {field.Member, -15} {field.Path} = {field.Text}";
        var page = raw.Page is { } number ? $", page {number}" : "";
        yield return $"Raw row     {raw.RawTable} {raw.RawId}, received {Time(raw.ReceivedAt)}{page}, "
            + $"hash {raw.PayloadHash}";
        yield return $"Payload     {raw.Payload.Text}";
        if (raw.Envelope is { Text: var envelope })
            yield return $"Envelope    {envelope}";
        foreach (var sighting in explanation.Stored.Sightings)
            yield return $"Said again  {Time(sighting.SightedAt)} in run {sighting.RunId}";
        yield return explanation.Run is { } run
            ? $"Run         {run.RunId}, {run.Status.ToString().ToLowerInvariant()}, started {Time(run.StartedAt)}"
            : $"Run         {raw.RunId}, which is not recorded";
        yield return $"Mapping     {explanation.Stored.TransformVersion ?? "unknown"}";
        yield return explanation.Stored.Link is { } link
            ? $"Asset       {row.AssetId}, because {link.SourceAssetId} is linked by {link.LinkedBy}"
            : $"Asset       {row.AssetId}";
        foreach (var statement in explanation.Stored.Statements.Skip(1))
            yield return $"Replaced    {statement.PriceUsd.Digits} USD of {Time(statement.StatedAt)}, "
                + $"replaced {Time(statement.ReplacedAt)}";
        foreach (var failure in explanation.Stored.Failures)
            yield return $"Failed      raw row {failure.RawId}: {failure.ErrorMessage}";
    }

    private static string Time(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF 'UTC'", CultureInfo.InvariantCulture) ?? "an unknown time";
}
