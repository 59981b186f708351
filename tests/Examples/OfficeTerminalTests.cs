using Spaxiom.Graph.Examples.OfficeOccupancy;
using Xunit;

namespace Spaxiom.Graph.Tests;

public sealed class OfficeTerminalTests
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Theory]
    [InlineData(false, null, "xterm", true)]
    [InlineData(false, "", "xterm", true)]
    [InlineData(false, null, null, true)]
    [InlineData(false, "1", "xterm", false)]
    [InlineData(false, null, "dumb", false)]
    [InlineData(true, null, "xterm", false)]
    public void Colour_is_for_a_terminal_whose_user_has_not_declined_it(
        bool redirected, string? noColour, string? term, bool expected)
    {
        string? Variable(string name) => name == "NO_COLOR" ? noColour : name == "TERM" ? term : null;

        Assert.Equal(expected, Terminal.WantsColour(redirected, Variable));
    }

    [Fact]
    public void Events_are_plain_or_each_in_its_colour()
    {
        foreach (OfficeEvent kind in Enum.GetValues<OfficeEvent>())
        {
            new Terminal(_output, _error).WriteEvent(Instant.Epoch, kind);
            new Terminal(_output, _error, colour: true).WriteEvent(Instant.Epoch, kind);
        }

        Assert.Equal(
            "1970-01-01T00:00:00Z  Occupied\n1970-01-01T00:00:00Z  \e[32mOccupied\e[0m\n"
                + "1970-01-01T00:00:00Z  Vacated\n1970-01-01T00:00:00Z  \e[34mVacated\e[0m\n"
                + "1970-01-01T00:00:00Z  Stuffy\n1970-01-01T00:00:00Z  \e[33mStuffy\e[0m\n"
                + "1970-01-01T00:00:00Z  Fresh\n1970-01-01T00:00:00Z  \e[36mFresh\e[0m\n",
            _output.ToString());
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public void Progress_is_shown_after_a_second_then_four_times_a_second_and_gives_way_to_other_output()
    {
        var clock = new ManualClock();
        var terminal = new Terminal(_output, _error, clock: clock);

        for (int tick = 0; tick <= 15; tick++)
        {
            terminal.ShowProgress(Testing.At(tick), rows: tick);
            clock.Tick();
        }

        terminal.WriteLine("an event");
        terminal.WriteLine("another");

        Assert.Equal(
            "\r\e[K1970-01-01T00:00:10Z, 10 rows\r\e[K1970-01-01T00:00:13Z, 13 rows\r\e[K",
            _error.ToString());
        Assert.Equal("an event\nanother\n", _output.ToString());
    }

    [Fact]
    public void Progress_is_not_shown_where_nobody_watches()
    {
        var terminal = new Terminal(_output, _error);

        terminal.ShowProgress(Instant.Epoch, rows: 1);
        terminal.Complain("a sentence");

        Assert.Equal("a sentence\n", _error.ToString());
    }

    /// <summary>A clock that a test moves on by a tenth of a second.</summary>
    private sealed class ManualClock : TimeProvider
    {
        private long _milliseconds;

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => _milliseconds;

        public void Tick() => _milliseconds += 100;
    }
}
