using System.Net.Sockets;
using System.Text;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests;

/// <summary>What the service manager is told, at a socket as systemd has it.</summary>
public sealed class ServiceManagerTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rr-notify-");
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly ManualTime _time = new();

    private string Path => System.IO.Path.Combine(_directory.FullName, "notify.sock");

    public void Dispose()
    {
        _socket.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Start_stop_and_life_are_told()
    {
        _socket.Bind(new UnixDomainSocketEndPoint(Path));
        using (var manager = Find(Path))
        {
            manager.Ready();
            manager.StartWatchdog(TimeSpan.FromSeconds(5));
            _time.Advance(TimeSpan.FromSeconds(4));
            _time.Advance(TimeSpan.FromSeconds(6));
            manager.Stopping();
        }

        Assert.Equal(0, _time.ActiveTimers);
        Assert.Equal(["READY=1", "WATCHDOG=1", "WATCHDOG=1", "STOPPING=1"], await ReceiveAsync(4));
        Assert.Equal(0, _socket.Available);
    }

    [Fact]
    public async Task A_name_with_an_at_sign_is_an_abstract_socket()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has such sockets.");
        var name = $"rr-notify-{Guid.NewGuid():N}";
        _socket.Bind(new UnixDomainSocketEndPoint($"\0{name}"));
        using var manager = Find($"@{name}");

        manager.Ready();

        Assert.Equal(["READY=1"], await ReceiveAsync(1));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_the_variable_there_is_nobody(string? value) => Assert.Null(ServiceManager.Find(_ => value, _time));

    [Fact]
    public void Nobody_at_the_socket_is_an_error_but_for_the_watchdog()
    {
        using var manager = Find(Path);
        manager.StartWatchdog(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.StartsWith($"NOTIFY_SOCKET is {Path}, which cannot be told READY=1: ", Assert.Throws<IOException>(manager.Ready).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_name_of_a_socket_is_an_error()
    {
        using var manager = Find("/" + new string('x', 200));
        Assert.Throws<IOException>(manager.Stopping);
    }

    private ServiceManager Find(string address) =>
        Assert.IsType<ServiceManager>(ServiceManager.Find(name => name == "NOTIFY_SOCKET" ? address : null, _time));

    private async Task<List<string>> ReceiveAsync(int count)
    {
        var buffer = new byte[100];
        var messages = new List<string>();
        while (messages.Count < count)
        {
            messages.Add(Encoding.ASCII.GetString(buffer, 0, await _socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken).Within()));
        }

        return messages;
    }
}
