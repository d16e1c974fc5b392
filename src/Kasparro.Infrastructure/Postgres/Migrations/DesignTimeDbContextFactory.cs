using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Schema;
using Microsoft.EntityFrameworkCore.Design;

namespace Kasparro.Infrastructure.Postgres.Migrations;

/// <summary>For <c>dotnet ef migrations add</c>, which reads the model and needs no database.</summary>
internal sealed class DesignTimeDbContextFactory : IDesignTimeDbContextFactory<KasparroDbContext>
{
    public KasparroDbContext CreateDbContext(string[] args) => KasparroDatabase.ContextWithoutConnection();
}
