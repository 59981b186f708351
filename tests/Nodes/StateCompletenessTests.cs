using System.Collections;
using System.Reflection;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>
/// No field is forgotten when a node is saved: each is visited, or named as a parameter or scratch, or cannot change.
/// </summary>
public sealed class StateCompletenessTests
{
    private const BindingFlags Own =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>What every node has: part of the image of the graph, or set by building.</summary>
    private static readonly HashSet<string> s_ofEveryNode =
    [
        "Id", "Rank", "FirstTimer",       // the image holds them verbatim
        "MutatedEpoch", "Failures",       // visited
        "_state",                         // visited as State
        "_name", "_errorPolicy", "Parents", // compared
        "Home", "Flags",                  // follow from being added
        "FirstInput",                     // is outside the graph
    ];

    public static TheoryData<Type> Cases => RoundTripTests.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_field_of_a_node_is_visited_or_named_or_cannot_change(Type type)
    {
        using TestRuntime runtime = Testing.NewRuntime();
        Node node = NodeCases.All[type](new StateBench(runtime));

        Assert.Empty(Forgotten(node.GetType(), StateCopy.Describe(node), prefix: ""));
    }

    [Fact]
    public void Every_field_of_what_is_no_node_is_visited_or_named_or_cannot_change()
    {
        using TestRuntime runtime = Testing.NewRuntime();
        KeyedFactory<int, Node<int>> factory =
            runtime.Executor.CreateKeyedFactory((Executor executor, int key) => executor.Constant(key));

        Assert.Empty(Forgotten(factory.GetType(), Describe(factory), prefix: ""));
    }

    [Fact]
    public void Every_kind_of_part_is_in_a_node_that_has_a_case()
    {
        Func<StateBench, Node>[] others =
        [
            bench => bench.Real.Window(StateBench.Window, new WindowOptions { Every = StateBench.Window / 2 }).First(),
            bench => bench.Real.Select(r => new Reading<double>(r, SensorStatus.Ok, default, default))
                .Window(StateBench.Window).Mean(),
        ];
        var seen = new HashSet<Type> { typeof(KeyedFactory<,>) };
        foreach (Func<StateBench, Node> make in NodeCases.All.Values.Concat(others))
        {
            using TestRuntime runtime = Testing.NewRuntime();
            make(new StateBench(runtime));
            foreach (Node node in runtime.Executor.Nodes)
                seen.UnionWith(StateCopy.Describe(node).Where(IsPart).Select(field => DefinitionOf(field.Type)));
        }

        IEnumerable<Type> parts = typeof(Node).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(IStatePart)) && !type.IsInterface && !type.IsAbstract);
        Assert.Empty(parts.Except(seen));
    }

    [Fact]
    public void A_forgotten_field_is_found()
    {
        using TestRuntime runtime = Testing.NewRuntime();
        Node node = runtime.Executor.Add(new Forgetful());

        IEnumerable<string> forgotten = Forgotten(node.GetType(), StateCopy.Describe(node), prefix: "");

        Assert.Equal(["_items", "_array", "_box", "_changes", "Hidden"], forgotten);
    }

    private static IReadOnlyList<StateField> Describe(IStatePart part)
    {
        var describer = new StateDescriber(new ValueCodecs());
        part.OnState(describer);
        return describer.Fields;
    }

    private static bool IsPart(StateField field) => field.Role == StateRole.Part;

    private static Type DefinitionOf(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    /// <summary>The fields that nobody visits though they can change, those of visited parts included.</summary>
    private static IEnumerable<string> Forgotten(Type type, IReadOnlyList<StateField> visited, string prefix)
    {
        var names = visited.Select(field => field.Name).ToHashSet();
        for (Type? level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            bool isOfEveryNode = level == typeof(Node) || DefinitionOf(level) == typeof(Node<>);
            foreach (FieldInfo field in level.GetFields(Own))
            {
                string name = prefix + TypeNames.Readable(field);
                if (isOfEveryNode && s_ofEveryNode.Contains(name)) continue;
                bool isFixed = IsFixed(field) && (IsImmutable(field.FieldType) || IsPartOfAnother(field));
                if (!names.Contains(name) && !isFixed) yield return name;
            }
        }

        foreach (StateField part in visited.Where(IsPart))
        {
            bool isOwn = part.Name.StartsWith(prefix, StringComparison.Ordinal)
                && !part.Name[prefix.Length..].Contains('.', StringComparison.Ordinal);
            if (!isOwn) continue;
            foreach (string inner in Forgotten(part.Type, visited, $"{part.Name}.")) yield return inner;
        }
    }

    /// <summary>
    /// Whether the field keeps what it was given: it is readonly, or a parameter that refers to something.
    /// </summary>
    private static bool IsFixed(FieldInfo field) =>
        field.IsInitOnly || (field.Name.EndsWith(">P", StringComparison.Ordinal) && !field.FieldType.IsValueType);

    /// <summary>Whether the field is a part that was handed in, and that its owner visits.</summary>
    private static bool IsPartOfAnother(FieldInfo field) =>
        !field.IsInitOnly && field.FieldType.IsClass && field.FieldType.IsAssignableTo(typeof(IStatePart));

    /// <summary>Whether nothing can change behind a fixed field of the type, as far as state is concerned.</summary>
    private static bool IsImmutable(Type type) =>
        type.IsPrimitive
        || type.IsEnum
        || type == typeof(string)
        || type == typeof(Executor)
        || type == typeof(ISubgraph)
        || type.IsAssignableTo(typeof(Node))
        || type.IsAssignableTo(typeof(Delegate))
        || type.IsAssignableTo(typeof(IKeyedFactory))
        || IsComparer(type)
        || (type.IsArray && type.GetElementType()!.IsAssignableTo(typeof(Node)))
        || (type.IsSealed && !type.IsArray
            && type.GetFields(Own).All(field => field.IsInitOnly && IsImmutable(field.FieldType)));

    private static bool IsComparer(Type type) =>
        type.IsAssignableTo(typeof(IEqualityComparer))
        || type.IsAssignableTo(typeof(IComparer))
        || type.GetInterfaces().Append(type).Any(one => one.IsGenericType
            && (one.GetGenericTypeDefinition() == typeof(IEqualityComparer<>)
                || one.GetGenericTypeDefinition() == typeof(IComparer<>)));

    /// <summary>A node that visits one of its fields only.</summary>
    private sealed class Forgetful() : Node<int>(initial: 0)
    {
        private readonly TimeSpan _length = TimeSpan.FromSeconds(1);
        private readonly Func<int> _function = () => 1;
        private readonly Comparer<int> _comparer = Comparer<int>.Default;
        private readonly List<int> _items = [];
        private readonly int[] _array = [1];
        private readonly Box _box = new();
        private int _visited;
        private int _changes;

        private int Hidden { get; set; }

        protected override Control OnCycle(in CycleContext context)
        {
            (_visited, _changes, Hidden) = (_changes, _visited + (int)_length.Ticks, _function());
            _items.Add(_comparer.Compare(_array[0] + Hidden, _box.Value));
            return Control.Unchanged;
        }

        protected override void OnState(ref StateVisitor state) => state.Field(ref _visited);
    }

    private sealed class Box
    {
        internal int Value { get; set; }
    }
}
