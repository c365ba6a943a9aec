using RoadRunner.Host.Workers;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Workers;

/// <summary>What workers print, without workers.</summary>
public sealed class StderrPumpTests
{
    [Fact]
    public async Task The_pipe_is_closed_with_its_end()
    {
        var lines = new List<string>();
        var pipe = new MemoryStream("one\r\ntwo"u8.ToArray());

        var pump = new StderrPump(pipe, "test", lines.Add);
        await pump.Ended.Within();

        Assert.Equal(["one", "two"], lines);
        Assert.False(pipe.CanRead);
    }
}
