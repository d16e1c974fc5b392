using Kasparro.Application.Sources;
using Kasparro.Application.Verification;
using Kasparro.Infrastructure.Postgres.Bronze;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Statements;
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
    public async Task<ISilverComparison> BeginAsync(IReadOnlyList<SourceDescription> sources, CancellationToken ct)
    {
        var session = await database.OpenSessionAsync($"kasparro-verify {process.Name}", limit: null, ct);
        try
        {
            var transformedUpTo = new Dictionary<string, long>();
            var pending = new Dictionary<string, long>();
            foreach (var source in sources)
            {
                await LockAsync(session, source.Name, ct);
                await using var resume = Sql.Command(session, "resume_after", ("source", source.Name));
                transformedUpTo[source.Name] = (long)(await resume.ExecuteScalarAsync(ct))!;
                if (await bronze.CountAboveAsync(source.Name, transformedUpTo[source.Name], ct) is var rows and > 0)
                    pending[source.Name] = rows;
            }

            await using var create = Sql.Command(session, "create_silver_shadow");
            await create.ExecuteNonQueryAsync(ct);
            return new SilverComparison(session, transformedUpTo, pending, time, log);
        }
        catch
        {
            await KasparroDatabase.EndSessionAsync(session);
            throw;
        }
    }

    private static async Task LockAsync(NpgsqlConnection session, string source, CancellationToken ct)
    {
        if (await AdvisoryLocks.LockAsync(session, AdvisoryLocks.Transformation, source, ct) is { } holder)
            throw new SilverBusyException(source, holder.Session.ToString());
    }
}
