using System.Reflection;
using Kasparro.Infrastructure.Postgres.Migrations;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Kasparro.UnitTests.Infrastructure.Postgres.Migrations;

public sealed class MigrationListTests
{
    [Test]
    public void Every_migration_is_listed_in_its_order()
    {
        var migrations = typeof(MigrationList)
            .Assembly.GetTypes()
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id)
            .OfType<string>()
            .Order(StringComparer.Ordinal);

        Assert.That(MigrationList.Ids, Is.EqualTo(migrations), "Add the new migration to MigrationList.cs.");
    }
}
