namespace Kasparro.Infrastructure.Postgres.Connections;

/// <summary>Which address keeps sessions, where the one that was given does not.</summary>
public static class PoolerAdvice
{
    /// <param name="address">Host and port.</param>
    public static string For(string address)
    {
        var host = address[..Math.Max(0, address.LastIndexOf(':'))];
        if (host.EndsWith(".pooler.supabase.com", StringComparison.OrdinalIgnoreCase))
            return $"Use Supabase's session mode, {host}:5432";
        if (host.Contains("-pooler.", StringComparison.OrdinalIgnoreCase))
            return "Use Neon's direct connection, "
                + address.Replace("-pooler.", ".", StringComparison.OrdinalIgnoreCase);
        return "Use PostgreSQL's own host and port, or a pool with pool_mode = session";
    }
}
