using System.Runtime.CompilerServices;

namespace Spaxiom.Graph;

/// <summary>
/// Goes through the state of a node field by field: saves, loads, hashes or describes it. <see cref="Node.OnState"/>
/// calls it, in the same order whatever it does.
/// </summary>
/// <remarks>
/// A name that is not given is the text of the argument. What a closure keeps cannot be visited; keep it in a field.
/// </remarks>
public readonly ref struct StateVisitor
{
    private readonly StateMedium _medium;
    private readonly TimerQueue? _timers; // of the executor whose handles are visited

    internal StateVisitor(StateMedium medium, Node node)
    {
        (_medium, _timers) = (medium, node.Home?.Timers);
        medium.Subject = node;
    }

    /// <summary>
    /// Whether the visit sets the fields: then what follows from them may be computed afterwards, and nothing else must
    /// differ.
    /// </summary>
    public bool IsLoading => _medium.IsLoading;

    /// <summary>Visits a field of a type that has a codec: see <see cref="ValueCodecs"/>.</summary>
    /// <typeparam name="T">The type of the field.</typeparam>
    /// <param name="value">The field.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidOperationException">No codec is known for the type, or for a part of it.</exception>
    public void Field<T>(ref T value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        _medium.Field(ref value, name);

    /// <summary>Visits the handle of a timer of this executor; the timer itself is saved with the graph.</summary>
    /// <param name="timer">The field.</param>
    /// <param name="name">Its name.</param>
    public void Timer(ref TimerHandle timer, [CallerArgumentExpression(nameof(timer))] string name = "")
    {
        ulong place = timer.Queue == _timers ? ((ulong)(uint)timer.Index << 32) | timer.Generation : 0;
        _medium.Field(ref place, name);
        if (!IsLoading) return;
        uint generation = (uint)place; // 0 in a handle that names nothing
        timer = generation == 0 ? default : new TimerHandle(_timers!, (int)(place >> 32), generation);
    }

    /// <summary>Visits what a collection holds, in the order in which it enumerates; the collection stays.</summary>
    /// <remarks>
    /// A <see cref="HashSet{T}"/> that was loaded may enumerate what is added later in another order than one that was
    /// never saved, once items were removed from it: where order shows, use a list or sort.
    /// </remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">The collection.</param>
    /// <param name="name">Its name.</param>
    public void Contents<T>(ICollection<T> items, [CallerArgumentExpression(nameof(items))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(items);
        _medium.Contents(items, _medium.CodecOf<T>(name), name);
    }

    /// <summary>Visits what a dictionary holds, in the order in which it enumerates; the dictionary stays.</summary>
    /// <remarks>
    /// A <see cref="Dictionary{TKey, TValue}"/> that was loaded may enumerate what is added later in another order than
    /// one that was never saved, once keys were removed from it: where order shows, use an
    /// <see cref="OrderedDictionary{TKey, TValue}"/>.
    /// </remarks>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="items">The dictionary.</param>
    /// <param name="name">Its name.</param>
    public void Contents<TKey, TValue>(
        IDictionary<TKey, TValue> items, [CallerArgumentExpression(nameof(items))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(items);
        _medium.Contents(items, new PairCodec<TKey, TValue>(), name);
    }

    /// <summary>Visits what a queue holds, oldest first; the queue stays.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">The queue.</param>
    /// <param name="name">Its name.</param>
    public void Contents<T>(Queue<T> items, [CallerArgumentExpression(nameof(items))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(items);
        T[] array = items.ToArray();
        _medium.Field(ref array, new ArrayCodec<T>(), name);
        if (!IsLoading) return;
        items.Clear();
        foreach (T item in array) items.Enqueue(item);
    }

    /// <summary>Visits the items of an array whose length never changes; the array stays.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">The array.</param>
    /// <param name="name">Its name.</param>
    public void Contents<T>(T[] items, [CallerArgumentExpression(nameof(items))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(items);
        _medium.Contents(items, name);
    }

    /// <summary>
    /// Names a parameter, which building the graph sets: state is loaded only where it is the same. It is compared by
    /// its text.
    /// </summary>
    /// <typeparam name="T">The type of the parameter.</typeparam>
    /// <param name="value">The parameter.</param>
    /// <param name="name">Its name.</param>
    public void Constant<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        _medium.Constant(value, name);

    /// <summary>
    /// Names what is no state, so that it does not count as forgotten: empty between cycles, or computed from the rest.
    /// </summary>
    /// <typeparam name="T">The type of the field.</typeparam>
    /// <param name="scratch">The field.</param>
    /// <param name="name">Its name.</param>
    public void Scratch<T>(T scratch, [CallerArgumentExpression(nameof(scratch))] string name = "") =>
        _medium.Scratch(scratch, name);

    /// <summary>
    /// Says which version of the fields this is, counted from 0. State of another version is refused.
    /// </summary>
    /// <param name="version">Counts the changes of what is visited.</param>
    public void Version(int version) => _medium.Version(version);

    /// <summary>Visits a part that takes itself apart and stays.</summary>
    internal void Part<TPart>(TPart part, [CallerArgumentExpression(nameof(part))] string name = "")
        where TPart : class, IStatePart => _medium.Part(ref part, name);

    /// <summary>Visits a part that takes itself apart.</summary>
    internal void Part<TPart>(ref TPart part, [CallerArgumentExpression(nameof(part))] string name = "")
        where TPart : IStatePart => _medium.Part(ref part, name);
}
