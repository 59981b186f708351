using BenchmarkDotNet.Running;

// Exit code 1 when a benchmark did not build or did not run: BenchmarkDotNet itself only prints it.
var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return summaries.Any(s => s.HasCriticalValidationErrors || s.Reports.Any(r => !r.Success)) ? 1 : 0;
