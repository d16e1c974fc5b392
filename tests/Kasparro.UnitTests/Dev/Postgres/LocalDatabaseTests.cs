using Kasparro.Dev.Machine;
using Kasparro.Dev.Postgres;
using Kasparro.Dev.Settings;

namespace Kasparro.UnitTests.Dev.Postgres;

public sealed class LocalDatabaseTests
{
    private const string Url = "postgres://me@elsewhere/prices";

    private static readonly RepositoryFolders s_nowhere = new("/nowhere");

    [Test]
    public async Task A_database_that_the_settings_name_is_used_and_neither_stopped_nor_deleted()
    {
        var given = new LocalDatabase(s_nowhere, new LocalSettings(name => name == "DATABASE_URL" ? Url : null, Empty));

        Assert.That(given.IsOurs, Is.False);
        Assert.That(await given.StartAsync(), Is.Null);
        Assert.That(await given.SayStatusAsync(), Is.True);
        Assert.DoesNotThrowAsync(given.StopAsync);
        Assert.That(given.WhatToDestroy, Throws.TypeOf<CannotContinueException>());
        Assert.That(given.RequireOurs, Throws.TypeOf<CannotContinueException>());
    }

    [Test]
    public async Task Before_the_first_start_there_is_nothing_to_stop_or_to_delete()
    {
        var own = new LocalDatabase(s_nowhere, new LocalSettings(_ => null, Empty));

        Assert.That(own.IsOurs, Is.True);
        Assert.That(await own.SayStatusAsync(), Is.False);
        Assert.That(own.WhatToDestroy(), Is.Null);
        Assert.DoesNotThrowAsync(own.StopAsync);
    }

    private static Dictionary<string, string> Empty => [];
}
