using System.ComponentModel;
using System.Diagnostics;
using Spiral.Goridge;

namespace RoadRunner.Integration.Fixture;

/// <summary><c>openssl</c> of the system: certificates as people make them, and a client that is not of .NET.</summary>
internal sealed class OpenSsl : IDisposable
{
    private readonly Process _client;

    private OpenSsl(Process client) => _client = client;

    /// <summary>Runs a command to its end.</summary>
    /// <returns>What it printed on both outputs.</returns>
    public static async Task<string> RunAsync(string directory, params string[] arguments)
    {
        using var process = Start(directory, arguments);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync().Within();
        await process.WaitForExitAsync().Within();
        return output + await error.Within();
    }

    /// <summary>Starts <c>s_client</c> on a server; it sends what it is told and prints what the server sends.</summary>
    public static OpenSsl Connect(string directory, RelayAddress address, params string[] arguments)
    {
        var process = Start(directory, ["s_client", "-connect", $"{address.Host}:{address.Port}", "-quiet", "-verify_return_error", .. arguments]);
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return new OpenSsl(process);
    }

    /// <summary>Sends a line and returns the answer, both without their line end; null when the server has closed.</summary>
    public async Task<string?> AskAsync(string line)
    {
        try
        {
            await _client.StandardInput.WriteAsync($"{line}\r\n").Within();
            await _client.StandardInput.FlushAsync().Within();
        }
        catch (IOException)
        {
            // The client has ended already.
        }

        return await ReadLineAsync();
    }

    public Task<string?> ReadLineAsync() => _client.StandardOutput.ReadLineAsync().Within();

    public void Dispose()
    {
        if (!_client.HasExited)
        {
            _client.Kill();
        }

        _client.Dispose();
    }

    private static Process Start(string directory, string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("openssl", arguments)
            {
                WorkingDirectory = directory,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            })!;
        }
        catch (Win32Exception cause)
        {
            throw new InvalidOperationException("This test needs the program openssl (Debian package openssl).", cause);
        }
    }
}
