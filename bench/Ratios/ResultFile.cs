using System.Diagnostics;
using System.Globalization;

namespace Spaxiom.Graph.Bench;

/// <summary>
/// Writes what was measured to <c>bench/results</c>, with all that is needed to judge and to repeat it.
/// </summary>
internal static class ResultFile
{
    private const string Root = "Spaxiom.Graph.sln";

    /// <summary>
    /// Writes a file named for the day and the commit; one that is there already is never overwritten.
    /// </summary>
    /// <param name="command">The options the tables were made with.</param>
    /// <param name="runs">A table's rows for each run.</param>
    /// <returns>Where it is.</returns>
    internal static string Save(string command, IReadOnlyList<IReadOnlyList<Row>> runs)
    {
        string root = FindRoot();
        string commit = Git(root, "rev-parse --short HEAD");
        string changes = Git(root, "status --porcelain --untracked-files=no").Length > 0 ? " with local changes" : "";
        string day = DateTime.Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string path = FreePath(Path.Combine(root, "bench", "results"), $"{day}-{commit}");

        using var writer = new StreamWriter(path);
        writer.NewLine = "\n";
        writer.WriteLine($"# Ratios of {day}");
        writer.WriteLine();
        writer.WriteLine($"- Commit: {commit}{changes}");
        writer.WriteLine($"- Machine: {Machine.Describe()}");
        writer.WriteLine($"- Command: `dotnet run -c Release --project bench -- {command}`");
        for (int i = 0; i < runs.Count; i++)
        {
            writer.WriteLine();
            if (runs.Count > 1)
            {
                writer.WriteLine($"## Run {i + 1}");
                writer.WriteLine();
            }

            writer.WriteLine(RowTable.Header);
            foreach (Row row in runs[i]) writer.WriteLine(RowTable.Format(row));
        }

        writer.WriteLine();
        writer.WriteLine(Verdict.Of(runs));
        return path;
    }

    private static string FreePath(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, $"{name}.md");
        for (int i = 2; File.Exists(path); i++) path = Path.Combine(folder, $"{name}-{i}.md");
        return path;
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Root))) return folder.FullName;
        }

        throw new DirectoryNotFoundException(
            $"Results are saved in the repository, but {AppContext.BaseDirectory} is not below a folder with {Root}. "
            + "Run the program from where it was built.");
    }

    private static string Git(string folder, string arguments)
    {
        using Process git = Process.Start(new ProcessStartInfo("git", arguments)
        {
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        })!;
        string output = git.StandardOutput.ReadToEnd().Trim();
        git.WaitForExit();
        return output;
    }
}
