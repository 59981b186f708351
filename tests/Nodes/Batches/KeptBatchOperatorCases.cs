namespace Spaxiom.Graph.Tests;

/// <summary>Cases of <see cref="KeptBatchTests"/>: operators that let values pass, pair them and time them.</summary>
internal static class KeptBatchOperatorCases
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Operators over the batches [1 2] at 2 s, [3 4] at 4 s, [5 6] at 6 s and [7 8] at 8 s, and what they broadcast.
    /// </summary>
    internal static readonly Dictionary<string, KeptBatchCase> All = new()
    {
        ["Take"] = new(source => source.Take(2), "2: [1 2]", "4: [3 4]"),
        ["Skip"] = new(source => source.Skip(2), "6: [5 6]", "8: [7 8]"),
        ["TakeWhile"] = new(source => source.TakeWhile(b => b.Span[0] < 4), "2: [1 2]", "4: [3 4]"),
        ["TakeUntil"] = new(
            source => source.TakeUntil(source.Where(b => b.Span[0] == 5)), "2: [1 2]", "4: [3 4]"),
        ["SkipUntil"] = new(
            source => source.SkipUntil(source.Where(b => b.Span[0] == 5)), "6: [5 6]", "8: [7 8]"),
        ["Pairwise"] = new(
            source => source.Pairwise().Select(pair => pair.Previous).Where(_ => true),
            "4: [1 2]",
            "6: [3 4]",
            "8: [5 6]"),
        ["StartWith"] = new(
            source => source.StartWith(new[] { 0 }), "0: [0]", "2: [1 2]", "4: [3 4]", "6: [5 6]", "8: [7 8]"),
        ["WithLatestFrom"] = new(
            source => source.WithLatestFrom(source.Where(b => b.Span[0] is 3 or 7), (_, other) => other),
            "4: [3 4]",
            "6: [3 4]",
            "8: [7 8]"),
        ["Max"] = new(
            source => source.Max(Comparer<ReadOnlyMemory<int>>.Create(
                (a, b) => (a.Span[0] / 4) - (b.Span[0] / 4))),
            "2: [1 2]",
            "6: [5 6]"),
        ["DistinctUntilChangedBy"] = new(
            source => source.DistinctUntilChangedBy(b => b.Span[0] / 4), "2: [1 2]", "6: [5 6]"),
        ["Do"] = new(source => source.Do(_ => { }), "2: [1 2]", "4: [3 4]", "6: [5 6]", "8: [7 8]"),
        ["Zip"] = new(
            source => source.Zip(source.Skip(2), (before, _) => before), "6: [1 2]", "8: [3 4]"),
        ["Partition"] = new(
            source => source.Partition(b => b.Span[0] is 1 or 5).WhenTrue, "2: [1 2]", "6: [5 6]"),
        ["ThrottleLast"] = new(source => source.ThrottleLast(3 * s_second), "5: [3 4]", "9: [7 8]"),
        ["Timeout"] = new(
            source => source.Skip(3).Timeout(3 * s_second, new[] { 0 }), "3: [0]", "8: [7 8]", "11: [0]"),
        ["SampleNews"] = new(
            source => source.SampleNews(source.Where(b => b.Span[0] is 3 or 5)), "4: [3 4]", "6: [5 6]"),
        ["Combine of a list"] = new(
            source => new[] { source, source.Where(b => b.Span[0] is 1 or 7) }.Combine(
                (ReadOnlySpan<ReadOnlyMemory<int>> batches) => batches[1]),
            "2: [1 2]",
            "4: [1 2]",
            "6: [1 2]",
            "8: [7 8]"),
        ["Gate"] = new(
            source => source.Gate(source.Select(b => b.Span[0] is 1 or 7)), "2: [1 2]", "8: [7 8]"),
        ["Gate with hold"] = new(
            source => source.Where(b => b.Span[0] == 3).Gate(source.Select(b => b.Span[0] == 7), hold: true),
            "8: [3 4]"),
        ["SlidingBatch of batches"] = new(
            source => source.SlidingBatch(2).Flatten(),
            "4: [1 2]",
            "4: [3 4]",
            "6: [3 4]",
            "6: [5 6]",
            "8: [5 6]",
            "8: [7 8]"),
    };
}
