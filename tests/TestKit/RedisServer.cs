using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RoadRunner.TestKit;

/// <summary>A real redis-server on a free port of the loopback, in a directory of its own, which keeps nothing.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private const int Attempts = 5;
    private const string Missing = "redis-server is missing; please install it (Debian package: redis-server).";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rr-redis-");
    private readonly string[] _arguments;
    private Process? _process;
    private Task _rest = Task.CompletedTask;

    private RedisServer(int port, string[] arguments)
    {
        Port = port;
        _arguments = arguments;
    }

    /// <summary>Gets the port, also while the server is stopped.</summary>
    public int Port { get; private set; }

    /// <summary>Starts a server and waits until it takes connections.</summary>
    /// <param name="arguments">More arguments for redis-server. <c>{port}</c> in them is the port; then the plain port is off.</param>
    /// <exception cref="InvalidOperationException">redis-server is not installed, or does not start.</exception>
    public static async Task<RedisServer> StartAsync(params string[] arguments)
    {
        var server = new RedisServer(FreePort(), arguments);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await server.StartAgainAsync();
                return server;
            }
            catch (InvalidOperationException) when (attempt < Attempts && server._process is not null)
            {
                // Somebody else has taken the port meanwhile.
                await server.StopAsync();
                server.Port = FreePort();
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Starts the server after <see cref="StopAsync"/>, on the same port and empty.</summary>
    public async Task StartAgainAsync()
    {
        var port = Port.ToString(CultureInfo.InvariantCulture);
        var other = Array.Exists(_arguments, argument => argument.Contains("{port}", StringComparison.Ordinal));
        string[] arguments =
        [
            "--port", other ? "0" : port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", _directory.FullName,
            .. _arguments.Select(argument => argument.Replace("{port}", port, StringComparison.Ordinal)),
        ];
        try
        {
            _process = Process.Start(new ProcessStartInfo("redis-server", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException(Missing, e);
        }

        var output = "";
        while (!output.Contains("Ready to accept connections", StringComparison.Ordinal))
        {
            output = await _process.StandardOutput.ReadLineAsync().Within()
                ?? throw new InvalidOperationException($"redis-server has not started; its last line: {output}");
        }

        // A full pipe would stop the server.
        _rest = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    }

    /// <summary>Kills the server; its connections break.</summary>
    public async Task StopAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill();
            await process.WaitForExitAsync().Within();
            await _rest.Within();
            process.Dispose();
        }
    }

    /// <summary>Makes the server do nothing, with its connections open.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>Ends <see cref="FreezeAsync"/>.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    /// <summary>Runs a command on a connection of its own and returns the reply: a line without its mark, or the text of a bulk reply.</summary>
    public async Task<string> CommandAsync(params string[] words)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port).Within();
        var stream = client.GetStream();
        await using var writer = new StreamWriter(stream) { NewLine = "\r\n", AutoFlush = true };
        using var reader = new StreamReader(stream);
        await writer.WriteLineAsync(string.Join(' ', words.Select(word => $"\"{word}\""))).Within();
        var line = await reader.ReadLineAsync().Within() ?? throw new InvalidOperationException("redis-server has closed the connection.");
        return line[0] == '$' && line != "$-1" ? await reader.ReadLineAsync().Within() ?? "" : line[1..];
    }

    /// <summary>Waits by the clock of redis: a command that blocks on a list which stays empty.</summary>
    public Task PassAsync(TimeSpan time) =>
        CommandAsync("BLPOP", "rr-nothing", (time.TotalSeconds + 0.05).ToString("0.000", CultureInfo.InvariantCulture));

    /// <summary>Kills the server and deletes its directory.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_directory.Exists)
        {
            _directory.Delete(recursive: true);
            _directory.Refresh();
        }
    }

    // Below the range that systems give to clients: none of them takes the port while the server is stopped.
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken; another one is not.
            }
        }
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {_process!.Id}")]);
        await kill.WaitForExitAsync().Within();
    }
}
