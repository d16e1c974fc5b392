using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints.Reports;

/// <summary>The query of /report.</summary>
internal sealed record ReportQuery(Since Since)
{
    private static readonly Since s_lastDay = new(TimeSpan.FromHours(24), null);

    private static readonly SinceParameter s_since = new() { Example = "24h" };

    public static readonly QueryParameter[] Parameters = [s_since];

    public static ValueTask<ReportQuery?> BindAsync(HttpContext context) =>
        RequestQuery.BindAsync(context, query => new ReportQuery(query.One(s_since) ?? s_lastDay));
}
