namespace Spaxiom.Graph.Tests;

/// <summary>What a test does inside a cycle.</summary>
internal delegate void ActionInCycle(in CycleContext context);
