using System.Text;
using System.Text.RegularExpressions;

namespace Spaxiom.Graph.Tests;

/// <summary>Just enough of C#'s grammar to know code from comments and strings, and to find types.</summary>
internal static partial class CSharpText
{
    /// <summary>
    /// The code without comments, using directives, and the text of strings; interpolated expressions stay.
    /// </summary>
    internal static string Strip(string source)
    {
        var code = new StringBuilder(source.Length);
        int end = CopyCode(source, 0, code, closer: '\0');
        if (end != source.Length) throw new FormatException($"The code could not be read beyond offset {end}.");
        return UsingDirective().Replace(code.ToString(), "");
    }

    /// <summary>
    /// The types that stripped code declares outside other types, as <c>Name</c> or, generic, <c>Name&lt;</c>.
    /// </summary>
    internal static IEnumerable<string> DeclaredTypes(string code) =>
        TypeDeclaration().Matches(code).Select(match => match.Groups["name"].Value + match.Groups["generic"].Value);

    /// <summary>
    /// The names that stripped code uses other than behind a dot, as <see cref="DeclaredTypes"/> gives them. The name
    /// of a generic extension method is none where it is declared.
    /// </summary>
    internal static IEnumerable<string> UsedNames(string code) =>
        Name().Matches(code).Select(match => match.Groups["name"].Value + match.Groups["generic"].Value);

    /// <summary>Copies code up to the closing character of an interpolation, or to the end.</summary>
    private static int CopyCode(string source, int start, StringBuilder code, char closer)
    {
        int i = start;
        int depth = 0;
        while (i < source.Length)
        {
            char c = source[i];
            if (c == closer && depth == 0) return i;
            int next = SkipOther(source, i, code);
            if (next == i)
            {
                if (c is '{' or '(' or '[') depth++;
                if (c is '}' or ')' or ']') depth--;
                code.Append(c);
                next++;
            }

            i = next;
        }

        return i;
    }

    /// <summary>
    /// Passes over a comment, a character or a string that starts here; stays where it is when none does.
    /// </summary>
    private static int SkipOther(string source, int i, StringBuilder code)
    {
        if (Starts(source, i, "//")) return EndOf(source, i, "\n");
        if (Starts(source, i, "/*")) return EndOf(source, i + 2, "*/") + 2;
        if (source[i] == '\'') return SkipCharacter(source, i);
        return StringStart(source, i) is { } opening ? CopyString(source, i, opening, code) : i;
    }

    private static Match? StringStart(string source, int i)
    {
        if (source[i] is not ('"' or '$' or '@')) return null;
        Match match = StringOpening().Match(source, i);
        return match.Success ? match : null;
    }

    private static int CopyString(string source, int start, Match opening, StringBuilder code)
    {
        string prefix = opening.Groups["prefix"].Value;
        string quotes = opening.Groups["quotes"].Value;
        int dollars = prefix.Count(c => c == '$');
        bool raw = quotes.Length >= 3;
        bool verbatim = prefix.Contains('@');
        int i = start + opening.Length;
        code.Append(' ');
        if (quotes.Length == 2) return i; // the empty string
        while (i < source.Length)
        {
            int braces = dollars == 0 ? 0 : Run(source, i, '{');
            if (Starts(source, i, quotes) && !(verbatim && Starts(source, i, "\"\""))) return i + quotes.Length;
            if (!raw && !verbatim && source[i] == '\\') i += 2;
            else if (verbatim && Starts(source, i, "\"\"")) i += 2;
            else if (braces == 0) i++;
            else if (raw ? braces < dollars : braces % 2 == 0) i += braces;
            else i = CopyCode(source, i + braces, code.Append(' '), closer: '}') + (raw ? dollars : 1);
        }

        return i;
    }

    private static int SkipCharacter(string source, int i) =>
        source[i + 1] == '\\' ? source.IndexOf('\'', i + 3) + 1 : i + 3;

    private static int EndOf(string source, int i, string mark)
    {
        int end = source.IndexOf(mark, i, StringComparison.Ordinal);
        return end < 0 ? source.Length : end;
    }

    private static bool Starts(string source, int i, string mark) =>
        string.CompareOrdinal(source, i, mark, 0, mark.Length) == 0;

    private static int Run(string source, int i, char c)
    {
        int length = 0;
        while (i + length < source.Length && source[i + length] == c) length++;
        return length;
    }

    [GeneratedRegex("""\G(?<prefix>[$@]*)(?<quotes>"{3,}|"")""" + "(?!\")" + """|\G(?<prefix>[$@]*)(?<quotes>")""")]
    private static partial Regex StringOpening();

    [GeneratedRegex(@"^(global )?using [^(;]*;", RegexOptions.Multiline)]
    private static partial Regex UsingDirective();

    // Files have a file-scoped namespace, so a type outside other types starts in the first column.
    [GeneratedRegex(
        @"^(?:[a-z]+ )*(?:class|interface|enum|struct|record|delegate [\w.<>,?\[\] ]+?) "
            + @"(?<name>[A-Z]\w*)(?<generic><?)",
        RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"(?<![\w.])(?<name>(?>[A-Z]\w*))(?!<[\w, ?<>]*>\(\s*this\b)(?<generic><?)")]
    private static partial Regex Name();
}
