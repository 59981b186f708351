namespace Spaxiom.Graph;

/// <summary>An input of a <see cref="TestRuntime"/> together with the way to feed it.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
public sealed class TestInput<T> : IInput<T>
{
    private readonly TestRuntime _runtime;
    private readonly Input<T> _input;

    internal TestInput(TestRuntime runtime, Input<T> input) => (_runtime, _input) = (runtime, input);

    /// <summary>The node that takes the values.</summary>
    public Node<T> Node => _input;

    Inlet<T> IInput<T>.Inlet => _input.Inlet;

    /// <summary>Lets a value wait for the next cycle; further ones follow, one a cycle.</summary>
    public void Push(T value) => _runtime.Push(_input, value);

    /// <summary>
    /// Lets a value enter at an instant. See <see cref="TestRuntime.PushAt{T}(IInput{T}, Instant, T)"/>.
    /// </summary>
    public void PushAt(Instant instant, T value) => _runtime.PushAt(_input, instant, value);
}
