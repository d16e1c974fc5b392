using Kasparro.Application.Sources;
using Kasparro.Application.Transformation;
using Kasparro.Application.Verification;
using Kasparro.Infrastructure.Postgres.Bronze;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Statements;
using Kasparro.Infrastructure.Postgres.Transformation;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Verification;

internal sealed class SilverShadow(
    KasparroDatabase database,
    BronzeReader bronze,
    TimeProvider time,
    ProcessIdentity process,
    ILogger<SilverShadow> log
) : ISilverShadow
{
    public async Task<ISilverComparison> BeginAsync(
        IReadOnlyList<SourceDescription> sources,
        BronzePart? part,
        CancellationToken ct
    )
    {
        var session = await database.OpenSessionAsync($"kasparro-verify {process.Name}", limit: null, ct);
        try
        {
            var transformedUpTo = new Dictionary<string, long>();
            var pending = new Dictionary<string, long>();
            var parts = new Dictionary<string, IReadOnlyList<long>>();
            await ExecuteAsync(session, "create_verified_part", ct);
            foreach (var source in sources)
            {
                await LockAsync(session, source.Name, ct);
                await using var resume = Sql.Command(session, "resume_after", ("source", source.Name));
                transformedUpTo[source.Name] = (long)(await resume.ExecuteScalarAsync(ct))!;
                if (await bronze.CountAboveAsync(source.Name, transformedUpTo[source.Name], ct) is var rows and > 0)
                    pending[source.Name] = rows;
                if (part is not null)
                    parts[source.Name] = await SelectAsync(
                        session,
                        source.Name,
                        part,
                        transformedUpTo[source.Name],
                        ct
                    );
            }

            await ExecuteAsync(session, part is null ? "verify_all" : "verify_part", ct);
            await ExecuteAsync(session, "create_silver_shadow", ct);
            if (part is not null)
                await ExecuteAsync(session, "copy_links_to_shadow", ct);
            return new SilverComparison(session, transformedUpTo, pending, parts, time, log);
        }
        catch
        {
            await KasparroDatabase.EndSessionAsync(session);
            throw;
        }
    }

    private static async Task<IReadOnlyList<long>> SelectAsync(
        NpgsqlConnection session,
        string source,
        BronzePart part,
        long upTo,
        CancellationToken ct
    )
    {
        var ids = await RawRowSelection.FindAsync(session, source, part, upTo, ct);
        await Sql.ExecuteAsync(session, "keep_selection", ct, ("source", source));
        await ExecuteAsync(session, "forget_selection", ct);
        return ids;
    }

    private static async Task ExecuteAsync(NpgsqlConnection session, string statement, CancellationToken ct)
    {
        await using var command = Sql.Command(session, statement);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task LockAsync(NpgsqlConnection session, string source, CancellationToken ct)
    {
        if (await AdvisoryLocks.LockAsync(session, AdvisoryLocks.Transformation, source, ct) is { } holder)
            throw new SilverBusyException(source, holder.Session.ToString());
    }
}
