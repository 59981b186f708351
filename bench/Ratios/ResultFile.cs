using System.Diagnostics;
using System.Globalization;

namespace Spaxiom.Graph.Bench;

/// <summary>
/// What a machine has measured, in a file of <c>bench/results</c> that is named for it: for each command its newest
/// tables, with all that is needed to judge and to repeat them. What was there before is in the history of the file.
/// </summary>
internal static class ResultFile
{
    private const string Solution = "Spaxiom.Graph.sln";
    private const string SectionMark = "\n## ";

    /// <summary>The folder that holds the solution.</summary>
    internal static string Root { get; } = FindRoot();

    private static string Folder => Path.Combine(Root, "bench", "results");

    /// <summary>Writes tables into this machine's file, in the place of those of the same command.</summary>
    /// <param name="command">The options the tables were made with.</param>
    /// <param name="runs">A table's rows for each run.</param>
    /// <returns>Where they are.</returns>
    internal static string Save(string command, IReadOnlyList<IReadOnlyList<Row>> runs)
    {
        Directory.CreateDirectory(Folder);
        string path = Path.Combine(Folder, Machine.FileName);
        SortedDictionary<string, string> sections = Sections(path);
        sections[command] = Section(runs);

        using var writer = new StreamWriter(path) { NewLine = "\n" };
        writer.WriteLine($"# Ratios on {Machine.Name}");
        writer.WriteLine();
        writer.WriteLine("The newest tables of each command; what was here before is in the history of this file.");
        foreach (var (name, text) in sections) writer.Write($"{SectionMark}{name}\n{text}");
        return path;
    }

    /// <summary>The rows of every table of every machine.</summary>
    internal static IEnumerable<Row> AllRows() =>
        from file in Directory.EnumerateFiles(Folder, "*.md")
        from line in File.ReadLines(file)
        let row = RowTable.Parse(line)
        where row is not null
        select row;

    private static string Section(IReadOnlyList<IReadOnlyList<Row>> runs)
    {
        string changes = Git("status --porcelain --untracked-files=no").Length > 0 ? " with local changes" : "";
        using var writer = new StringWriter { NewLine = "\n" };
        writer.WriteLine();
        writer.WriteLine($"- Date: {DateTime.Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        writer.WriteLine($"- Commit: {Git("rev-parse --short HEAD")}{changes}");
        writer.WriteLine($"- System: {Machine.System}");
        for (int i = 0; i < runs.Count; i++)
        {
            writer.WriteLine();
            if (runs.Count > 1)
            {
                writer.WriteLine($"### Run {i + 1}");
                writer.WriteLine();
            }

            writer.WriteLine(RowTable.Header);
            foreach (Row row in runs[i]) writer.WriteLine(RowTable.Format(row));
        }

        writer.WriteLine();
        writer.WriteLine(Verdict.Of(runs));
        return writer.ToString();
    }

    /// <summary>What stands below each command of a file that may not be there yet.</summary>
    private static SortedDictionary<string, string> Sections(string path)
    {
        var sections = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(path)) return sections;
        foreach (string section in File.ReadAllText(path).Split(SectionMark)[1..])
        {
            int end = section.IndexOf('\n', StringComparison.Ordinal);
            sections[section[..end]] = section[(end + 1)..];
        }

        return sections;
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution))) return folder.FullName;
        }

        throw new DirectoryNotFoundException(
            $"Results are in the repository, but {AppContext.BaseDirectory} is not below a folder with {Solution}. "
            + "Run the program from where it was built.");
    }

    private static string Git(string arguments)
    {
        using Process git = Process.Start(new ProcessStartInfo("git", arguments)
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Root,
        })!;
        string output = git.StandardOutput.ReadToEnd().Trim();
        git.WaitForExit();
        return output;
    }
}
