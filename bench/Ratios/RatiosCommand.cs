using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spaxiom.Graph.Bench;

/// <summary>The quick mode: measures each shape in a process of its own and prints one table.</summary>
internal static class RatiosCommand
{
    internal const string Name = "ratios";
    internal const string MeasureName = "measure"; // what the parent says to its children

    private const int Success = 0;
    private const int Failure = 1;
    private const int BadUsage = 2;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, // a floor of 0 ns gives an infinite ratio
    };

    private static readonly JsonSerializerOptions s_line = new(s_json) { WriteIndented = false };

    /// <summary>Runs the command.</summary>
    /// <returns>
    /// The exit code: 0 when all was measured, whether or not bars are met; 1 when a shape failed or the README's table
    /// is not that of the results; 2 for bad options.
    /// </returns>
    internal static int Run(ReadOnlySpan<string> args)
    {
        if (RatiosOptions.Parse(args) is not { } options) return BadUsage;
        if (options.Readme || options.Check) return WriteReadme(options.Check);
        Shape[] shapes = [.. Shapes.All.Where(options.Includes)];
        if (shapes.Length == 0)
        {
            Console.Error.WriteLine(
                $"No shape is named {string.Join(" or ", options.Only)}. The option --list shows all names.");
            return BadUsage;
        }

        if (options.List)
        {
            foreach (Shape shape in shapes) Console.WriteLine(shape.Name);
            return Success;
        }

        var runs = new List<List<Row>>();
        bool complete = true;
        for (int i = 0; i < options.Runs; i++)
        {
            var rows = new List<Row>();
            complete &= MeasureAll(shapes, rows, printsRows: !options.Json);
            runs.Add(rows);
        }

        if (options.Json) Console.WriteLine(JsonSerializer.Serialize(runs, s_json));
        else Console.WriteLine(Verdict.Of(runs));
        string command = string.Join(' ', (string[])[Name, .. args.ToArray().Where(one => one != "--save")]);
        if (options.Save) Console.Error.WriteLine($"Saved as {ResultFile.Save(command, runs)}");
        return complete ? Success : Failure;
    }

    /// <summary>What a child does: measures one shape and writes its rows as one line.</summary>
    internal static int MeasureHere(string name)
    {
        Shape shape = Shapes.All.Single(shape => shape.Name == name);
        Console.WriteLine(JsonSerializer.Serialize(shape.Measure(), s_line));
        return Success;
    }

    private static int WriteReadme(bool onlyChecks)
    {
        if (!onlyChecks)
        {
            bool isNew = ReadmeTable.Update();
            Console.WriteLine(isNew ? "README.md has a new table." : "README.md has this table already.");
            return Success;
        }

        if (ReadmeTable.IsUpToDate()) return Success;
        Console.Error.WriteLine("The README's table is not that of bench/results: run with --readme and commit both.");
        return Failure;
    }

    private static bool MeasureAll(Shape[] shapes, List<Row> rows, bool printsRows)
    {
        bool complete = true;
        if (printsRows) Console.WriteLine(RowTable.Header);
        foreach (Shape shape in shapes)
        {
            if (MeasureInChild(shape.Name) is not { } measured)
            {
                Console.Error.WriteLine($"Shape {shape.Name} could not be measured; its process says why above.");
                complete = false;
                continue;
            }

            rows.AddRange(measured);
            if (!printsRows) continue;
            foreach (Row row in measured) Console.WriteLine(RowTable.Format(row));
        }

        return complete;
    }

    /// <summary>
    /// A process for each shape: what one has taught the compiler about a call must not help or harm the next.
    /// </summary>
    private static Row[]? MeasureInChild(string shape)
    {
        string program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(typeof(RatiosCommand).Assembly.Location);
        start.ArgumentList.Add(MeasureName);
        start.ArgumentList.Add(shape);
        using Process child = Process.Start(start)!;
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0 ? JsonSerializer.Deserialize<Row[]>(output, s_json) : null;
    }
}
