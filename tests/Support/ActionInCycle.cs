namespace Spaxiom.Graph.Tests;

/// <summary>An action of a test inside a cycle.</summary>
internal delegate void ActionInCycle(in CycleContext context);
