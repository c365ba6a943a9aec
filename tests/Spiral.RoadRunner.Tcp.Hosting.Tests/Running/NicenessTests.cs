using System.ComponentModel;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

/// <summary>The setting; that a process follows it is shown with a real one.</summary>
public sealed class NicenessTests
{
    private readonly RecordingLogger _log = new();

    [Fact]
    public void Refusal_of_the_system_is_a_warning()
    {
        TcpHostLifetime.Apply(-20, static _ => throw new Win32Exception(13, "Permission denied"), _log);

        var record = Assert.Single(_log.Records);
        Assert.Equal(LogLevel.Warning, record.Level);
        Assert.Equal("Unable to set process niceness to -20: Permission denied", record.Message);
    }

    [Fact]
    public void Niceness_that_is_not_set_is_left_alone()
    {
        TcpHostLifetime.Apply(nice: null, static _ => throw new InvalidOperationException("not to be called"), _log);

        Assert.Empty(_log.Records);
    }

    [Theory]
    [InlineData(-21)]
    [InlineData(20)]
    public async Task Niceness_out_of_range_is_refused_by_its_key(int nice)
    {
        await using var rig = new BackgroundRig($"--Tcp:Nice={nice}");

        var application = rig.Application;

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => application.StartAsync());

        Assert.Equal($"Tcp:Nice is {nice}, it has to be from -20 to 19.", refused.Message);
    }
}
