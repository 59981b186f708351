namespace Spaxiom.Graph.Examples;

/// <summary>Text from outside, fit for a message: quoted, short, and nothing in it that a terminal obeys.</summary>
internal static class Quoted
{
    private const int Longest = 40;

    public static string OrNone(string? text) => text is null ? "none" : Text(text);

    public static string Text(ReadOnlySpan<char> text)
    {
        bool cut = text.Length > Longest;
        Span<char> safe = stackalloc char[Longest];
        int length = Math.Min(text.Length, Longest);
        for (int i = 0; i < length; i++) safe[i] = char.IsControl(text[i]) ? '?' : text[i];
        return $"'{safe[..length]}{(cut ? "..." : "")}'";
    }
}
