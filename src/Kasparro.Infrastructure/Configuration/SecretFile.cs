using System.Diagnostics.CodeAnalysis;

namespace Kasparro.Infrastructure.Configuration;

/// <summary>A file that holds one secret and nothing else.</summary>
internal static class SecretFile
{
    /// <summary>Of the variable that names the file.</summary>
    public const string Suffix = "_FILE";

    /// <summary>The path is not repeated: the secret itself may have been put in its place.</summary>
    public static bool TryRead(
        string path,
        [NotNullWhen(true)] out string? secret,
        [NotNullWhen(false)] out string? problem
    )
    {
        (secret, problem) = (null, null);
        try
        {
            secret = File.ReadAllText(path).Trim();
            problem = secret.Length == 0 ? "names an empty file" : null;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = "names a file that does not exist";
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            problem = "names a file that this process cannot read";
        }

        return problem is null;
    }
}
