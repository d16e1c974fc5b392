using Kasparro.Infrastructure.Sources.Registration;

namespace Kasparro.Testing.Sources.Recordings;

/// <summary>The folder of the repository with the recording of each source.</summary>
public static class RecordingFolder
{
    private const string Folder = "tests/Kasparro.UnitTests/Recordings";

    /// <summary>What <c>dotnet new kasparro-source</c> copies; its recording runs under the same checks.</summary>
    private const string Template = "tools/templates/kasparro-source";

    private static readonly string s_root = Find();

    public static string PathOf(string source, string file)
    {
        var ofTemplate = Path.Combine(s_root, Template, Folder, source);
        return Directory.Exists(ofTemplate)
            ? Path.Combine(ofTemplate, file)
            : Path.Combine(s_root, Folder, source, file);
    }

    /// <summary>Ends the test where something is missing, with what to do.</summary>
    public static RecordedSource Load(ISourceModule module)
    {
        var recording = Read(
            module,
            Recording.FileName,
            $"'make record source={module.Name}' records the provider, or make it by hand from its documentation"
        );
        var golden = Read(
            module,
            Golden.FileName,
            $"'make accept source={module.Name}' writes what the source makes of its recording now; "
                + "then hold each row against the recording"
        );
        return new RecordedSource(module, Recording.Read(recording), Golden.Read(golden));
    }

    /// <summary>Also where nothing has been accepted yet.</summary>
    public static RecordedSource LoadToAccept(ISourceModule module) =>
        new(
            module,
            Recording.Read(File.ReadAllText(PathOf(module.Name, Recording.FileName))),
            File.Exists(PathOf(module.Name, Golden.FileName))
                ? Golden.Read(File.ReadAllText(PathOf(module.Name, Golden.FileName)))
                : new Golden("", new Dictionary<string, string>(), [])
        );

    private static string Read(ISourceModule module, string file, string remedy)
    {
        var path = PathOf(module.Name, file);
        if (!File.Exists(path))
            Assert.Fail($"The source '{module.Name}' has no {Folder}/{module.Name}/{file}: {remedy}.");
        return File.ReadAllText(path);
    }

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Kasparro.sln")))
                return at.FullName;
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} has Kasparro.sln.");
    }
}
