using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Echo = RoadRunner.Samples.Echo.Program;

namespace RoadRunner.Host.InProcess.Tests;

/// <summary>A sample, started with <c>--standalone</c> as a user would.</summary>
public sealed partial class ProcessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("standalone-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_echo_sample_serves_itself_until_it_is_told_to_stop()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM.");
        var file = Write("version: \"3\"\ntcp:\n  servers:\n    server2:\n      addr: 127.0.0.1:0\n");
        using var process = Start("--standalone", "-c", file);
        try
        {
            var port = await FindAsync(process, Listens());
            using (var client = new TcpClient())
            {
                await client.ConnectAsync("127.0.0.1", int.Parse(port, CultureInfo.InvariantCulture)).Within();
                await client.GetStream().WriteAsync("hi\r\n"u8.ToArray());
                using var reader = new StreamReader(client.GetStream(), leaveOpen: true);
                Assert.Contains("\"body\":\"hi\\r\\n\"", await reader.ReadLineAsync().Within(), StringComparison.Ordinal);
            }

            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync().Within();
            await process.WaitForExitAsync().Within();
            Assert.Equal(0, process.ExitCode);
            Assert.Equal("", await process.StandardOutput.ReadToEndAsync());
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    [Theory]
    [InlineData("tcp:\n  servers:\n    server2:\n      addr: nonsense\n", ":4: ")]
    [InlineData("tcp: []\n", ":1: ")]
    public async Task A_configuration_that_cannot_be_used_ends_with_exit_code_1(string yaml, string place)
    {
        var file = Write(yaml);
        using var process = Start("--standalone", "-c", file);
        var errors = await process.StandardError.ReadToEndAsync().Within();
        await process.WaitForExitAsync().Within();

        Assert.Equal(1, process.ExitCode);
        Assert.Contains(file + place, errors, StringComparison.Ordinal);
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [typeof(Echo).Assembly.Location, .. arguments])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static async Task<string> FindAsync(Process process, Regex pattern)
    {
        var lines = new List<string>();
        while (await process.StandardError.ReadLineAsync().Within() is { } line)
        {
            lines.Add(line);
            if (pattern.Match(line) is { Success: true } match)
            {
                return match.Groups["port"].Value;
            }
        }

        throw new InvalidOperationException($"The program has ended:\n{string.Join('\n', lines)}");
    }

    private string Write(string yaml)
    {
        var file = Path.Combine(_folder.FullName, ".rr.yaml");
        File.WriteAllText(file, yaml);
        return file;
    }

    [GeneratedRegex(@"Server server2 listens at tcp://127\.0\.0\.1:(?<port>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listens();
}
