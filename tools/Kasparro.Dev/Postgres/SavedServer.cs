using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kasparro.Dev.Machine;

namespace Kasparro.Dev.Postgres;

/// <summary>The local server as one command leaves it for the next.</summary>
internal sealed record SavedServer
{
    private const string FileName = "postgres.json";

    public const string User = "kasparro";
    public const string Database = "kasparro";

    /// <summary>In a container; otherwise run by the machine's own programs.</summary>
    public bool InContainer { get; init; }

    /// <summary>The folder of its data; empty in a container, which has a volume.</summary>
    public string Home { get; init; } = "";

    public int Port { get; init; }

    /// <summary>The administrator's, with which no program runs.</summary>
    public string Password { get; init; } = "";

    /// <summary>For a person at psql, and for databases of tests.</summary>
    public string AdministratorUrl => $"postgres://{User}:{Password}@127.0.0.1:{Port}/{Database}";

    public string UrlOf(DatabaseRole role) =>
        $"postgres://kasparro_{role.ToString().ToLowerInvariant()}:{PasswordOf(role)}@127.0.0.1:{Port}/{Database}";

    /// <summary>Each its own, none of which tells another or the administrator's.</summary>
    public string PasswordOf(DatabaseRole role) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(Password), Encoding.UTF8.GetBytes(role.ToString()))
        )[..32];

    /// <summary>A new server. The port is saved, so it is one of many: two checkouts rarely meet.</summary>
    public static SavedServer Create(bool inContainer, string home) =>
        new()
        {
            InContainer = inContainer,
            Home = home,
            Port = Ports.FirstFree(RandomNumberGenerator.GetInt32(20_000, 30_000)),
            // Hexadecimal digits: nothing in them needs quoting anywhere.
            Password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
        };

    public static SavedServer? Load(string folder) =>
        File.Exists(Path.Combine(folder, FileName))
            ? JsonSerializer.Deserialize<SavedServer>(File.ReadAllText(Path.Combine(folder, FileName)))
            : null;

    public static void Forget(string folder) => File.Delete(Path.Combine(folder, FileName));

    /// <summary>Whole or not at all, and readable by us alone.</summary>
    public void Save(string folder)
    {
        var (path, next) = (Path.Combine(folder, FileName), Path.Combine(folder, $"{FileName}.new"));
        File.Delete(next);
        using (
            var file = new FileStream(
                next,
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                }
            )
        )
            JsonSerializer.Serialize(file, this);
        File.Move(next, path, overwrite: true);
    }
}
