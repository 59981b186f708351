using BenchmarkDotNet.Running;
using Spaxiom.Graph.Bench;

if (args is [RatiosCommand.Name, ..]) return RatiosCommand.Run(args.AsSpan(1));
if (args is [RatiosCommand.MeasureName, var shape]) return RatiosCommand.MeasureHere(shape);

// Exit code 1 when a benchmark did not build or did not run: BenchmarkDotNet itself only prints it.
var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return summaries.Any(s => s.HasCriticalValidationErrors || s.Reports.Any(r => !r.Success)) ? 1 : 0;
