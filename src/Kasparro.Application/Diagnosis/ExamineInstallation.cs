using System.Globalization;
using Kasparro.Application.Drift;
using Kasparro.Application.Quotas;
using Kasparro.Application.Schema;
using Kasparro.Application.Sources;
using MediatR;

namespace Kasparro.Application.Diagnosis;

/// <summary>Looks at what runs depend on; each line is right, or says how to put it right.</summary>
public sealed record ExamineInstallation : IRequest<IReadOnlyList<Diagnosed>>;

internal sealed class ExamineInstallationHandler(
    IDatabaseExaminer database,
    IDatabaseSchema schema,
    ISchemaReader schemas,
    SourceCatalog sources,
    IMediator mediator,
    TimeProvider time
) : IRequestHandler<ExamineInstallation, IReadOnlyList<Diagnosed>>
{
    /// <summary>A cursor or a cadence does not notice less.</summary>
    private static readonly TimeSpan s_skew = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<Diagnosed>> Handle(ExamineInstallation command, CancellationToken ct)
    {
        var facts = await database.ExamineAsync(ct);
        var lines = new List<Diagnosed> { Encoding(facts), Rights(facts), Clock(facts), Size(facts) };
        var pending = await schema.PendingAsync(ct);
        lines.Add(
            pending.Count == 0
                ? new Diagnosed("schema", "it has every migration")
                : new Diagnosed("schema", $"{pending.Count} migrations are missing", "EtlHost migrate")
        );
        if (pending.Count > 0)
            return lines;

        lines.AddRange((await mediator.Send(new GetPlan(), ct)).Select(Quota));
        foreach (var source in sources.All.Select(source => source.Description))
        {
            if (source.Access is { } access)
                lines.Add(new Diagnosed($"access to {source.Name}", access));
            lines.Add(await RecordsAsync(source, ct));
        }

        return lines;
    }

    private static Diagnosed Encoding(DatabaseFacts facts) =>
        facts.Encoding == "UTF8"
            ? new Diagnosed("encoding", "UTF8")
            : new Diagnosed(
                "encoding",
                facts.Encoding,
                "Create the database again WITH ENCODING 'UTF8' TEMPLATE template0, and restore it: other encodings "
                    + "lose names."
            );

    private static Diagnosed Rights(DatabaseFacts facts) =>
        facts.CanWrite
            ? new Diagnosed("rights", $"{facts.Role} may write runs")
            : new Diagnosed(
                "rights",
                $"{facts.Role} may not write runs",
                "Set DATABASE_URL to the role kasparro_etl, or run deploy/sql/database_roles.sql."
            );

    private Diagnosed Clock(DatabaseFacts facts)
    {
        var skew = time.GetUtcNow() - facts.Now;
        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"{Math.Abs(skew.TotalSeconds):0.0} s {(skew < TimeSpan.Zero ? "behind" : "ahead of")} the database"
        );
        return skew.Duration() <= s_skew
            ? new Diagnosed("clock", words)
            : new Diagnosed("clock", words, "Let both machines take their time from NTP.");
    }

    private static Diagnosed Size(DatabaseFacts facts) =>
        new(
            "size",
            string.Create(
                CultureInfo.InvariantCulture,
                $"the database has {facts.Bytes / (double)(1L << 30):0.0} GiB; what its server has left it does not say"
            )
        );

    private static Diagnosed Quota(SourcePlan plan)
    {
        var use = string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.ThisMonth:N0} requests this month{(plan.Limit is { } limit ? $" of {limit:N0}" : "")}"
        );
        return plan.RunsOutAt is { } at
            ? new Diagnosed(
                $"quota of {plan.Source}",
                use,
                string.Create(CultureInfo.InvariantCulture, $"They run out on {at:yyyy-MM-dd}: see EtlHost plan.")
            )
            : new Diagnosed($"quota of {plan.Source}", use);
    }

    private async Task<Diagnosed> RecordsAsync(SourceDescription source, CancellationToken ct)
    {
        var what = $"records of {source.Name}";
        var hold = await schemas.FindHoldAsync(source.Name, source.TransformVersion, ct);
        if (hold.PausedBy is { } drift)
            return new Diagnosed(what, $"market data is paused by {drift}", "EtlHost drift show, then drift accept.");
        var open = (await schemas.ReadOpenAsync(source.Name, ct)).Count;
        return open == 0
            ? new Diagnosed(what, "as they were before")
            : new Diagnosed(
                what,
                string.Create(CultureInfo.InvariantCulture, $"{open} changes are open"),
                $"EtlHost drift list --source {source.Name}"
            );
    }
}
