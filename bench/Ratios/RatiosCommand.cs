using System.Diagnostics;
using System.Text.Json;

namespace Spaxiom.Graph.Bench;

/// <summary>The quick mode: measures each shape in a process of its own and prints one table.</summary>
internal static class RatiosCommand
{
    internal const string Name = "ratios";
    internal const string MeasureName = "measure"; // what the parent says to its children

    private const string Usage =
        "ratios [--only SHAPE] [--bar] [--json] [--list]\n"
        + "  --only SHAPE  only that shape or those below it, such as chain/1000; may be repeated\n"
        + "  --bar         only shapes that have a bar to meet\n"
        + "  --json        rows as JSON instead of a table\n"
        + "  --list        only names the shapes";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Runs the command.</summary>
    /// <returns>The exit code: 0 when all was measured, whether or not bars are met; 1 when a shape failed; 2 for bad options.</returns>
    internal static int Run(ReadOnlySpan<string> args)
    {
        var only = new List<string>();
        bool bar = false, json = false, list = false;
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--only" when i + 1 < args.Length:
                    only.Add(args[++i]);
                    break;
                case "--bar":
                    bar = true;
                    break;
                case "--json":
                    json = true;
                    break;
                case "--list":
                    list = true;
                    break;
                default:
                    Console.Error.WriteLine($"'{args[i]}' is no option of {Name}, or lacks its value.\n{Usage}");
                    return 2;
            }
        }

        Shape[] chosen = [.. Shapes.All.Where(shape =>
            (!bar || shape.HasBar) && (only.Count == 0 || only.Exists(shape.IsNamed)))];
        if (chosen.Length == 0)
        {
            Console.Error.WriteLine($"No shape is named {string.Join(" or ", only)}. The option --list shows all names.");
            return 2;
        }

        if (!list) return Measure(chosen, json);
        foreach (Shape shape in chosen) Console.WriteLine(shape.Name);
        return 0;
    }

    /// <summary>What a child does: measures one shape and writes its rows as one line.</summary>
    internal static int MeasureHere(string name)
    {
        Shape shape = Shapes.All.Single(shape => shape.Name == name);
        Console.WriteLine(JsonSerializer.Serialize(shape.Measure()));
        return 0;
    }

    private static int Measure(Shape[] shapes, bool json)
    {
        var rows = new List<Row>();
        int exitCode = 0;
        if (!json) Console.WriteLine(RowTable.Header);
        foreach (Shape shape in shapes)
        {
            Row[]? measured = MeasureInChild(shape.Name);
            if (measured is null)
            {
                Console.Error.WriteLine($"Shape {shape.Name} could not be measured; its process says why above.");
                exitCode = 1;
                continue;
            }

            rows.AddRange(measured);
            if (json) continue;
            foreach (Row row in measured) Console.WriteLine(RowTable.Format(row));
        }

        if (json) Console.WriteLine(JsonSerializer.Serialize(rows, s_json));
        return exitCode;
    }

    /// <summary>A process for each shape: what one has taught the compiler about a call must not help or harm the next.</summary>
    private static Row[]? MeasureInChild(string shape)
    {
        string program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet") start.ArgumentList.Add(typeof(RatiosCommand).Assembly.Location);
        start.ArgumentList.Add(MeasureName);
        start.ArgumentList.Add(shape);
        using Process child = Process.Start(start)!;
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0 ? JsonSerializer.Deserialize<Row[]>(output) : null;
    }
}
