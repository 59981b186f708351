namespace Spaxiom.Graph.Tests;

/// <summary>The files of the project, found from where the tests run.</summary>
internal static class Repository
{
    private static readonly string[] s_notOurs =
    [
        ".git", ".idea", ".vs", ".vscode", "artifacts", "bin", "BenchmarkDotNet.Artifacts", "obj", "StrykerOutput",
        "TestResults",
    ];

    /// <summary>The folder that holds the solution.</summary>
    internal static string Root { get; } = FindRoot();

    /// <summary>Every file that belongs to the project, relative to the root with '/', in ordinal order.</summary>
    internal static IReadOnlyList<string> Files { get; } = FindFiles();

    /// <summary>Its C# files.</summary>
    internal static IEnumerable<string> CSharpFiles =>
        Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>Its C# files below one folder.</summary>
    internal static IEnumerable<string> CSharpFilesIn(string folder) =>
        CSharpFiles.Where(file => file.StartsWith(folder + "/", StringComparison.Ordinal));

    internal static string PathOf(string file) => Path.Combine(Root, file);

    internal static string Read(string file) => File.ReadAllText(PathOf(file)).ReplaceLineEndings("\n");

    internal static string[] ReadLines(string file) => Read(file).Split('\n');

    internal static bool Exists(string path) => File.Exists(PathOf(path)) || Directory.Exists(PathOf(path));

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Spaxiom.Graph.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException(
            $"No folder above {AppContext.BaseDirectory} holds Spaxiom.Graph.sln. Build and run the tests inside the "
            + "repository.");
    }

    private static List<string> FindFiles()
    {
        var files = new List<string>();
        Collect(new DirectoryInfo(Root));
        files.Sort(StringComparer.Ordinal);
        return files;

        void Collect(DirectoryInfo folder)
        {
            foreach (FileInfo file in folder.EnumerateFiles())
            {
                if (file.Name != ".git") files.Add(Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'));
            }

            foreach (DirectoryInfo inner in folder.EnumerateDirectories())
            {
                if (!s_notOurs.Contains(inner.Name)) Collect(inner);
            }
        }
    }
}
