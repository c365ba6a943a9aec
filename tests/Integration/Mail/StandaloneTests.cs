using System.Diagnostics;
using System.Text.RegularExpressions;
using RoadRunner.Integration.Fixture;
using Spiral.Goridge;

namespace RoadRunner.Integration.Mail;

/// <summary>The sample without a server in front: the same program, the same file.</summary>
public sealed partial class StandaloneTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly Observed<string> _log = new("a line on stderr");
    private Process _process = null!;

    public ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_folder.PathOf("mail"));
        var file = _folder.Write(".rr.yaml", MailFile.Of(_folder.PathOf("mail"), workers: 4).ToYaml(journal: ""));
        var start = new ProcessStartInfo("dotnet", [Programs.Smtp, "--standalone", "--Smtp:Folder", _folder.PathOf("mail"), "--Smtp:AddTrace", "false", "-c", file])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, line) => _log.Add(line.Data ?? "");
        _process.Start();
        ProcessLedger.Remember(_process.Id);
        _process.BeginErrorReadLine();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync().Within();
        }

        _process.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Mails_arrive_and_a_stop_ends_the_connections()
    {
        var listens = await _log.WhenAsync(static line => Listens().IsMatch(line));
        var address = RelayAddress.Parse(Listens().Match(listens).Groups["address"].Value);
        using var client = await MailClient.GreetAsync(await TestClient.ConnectAsync(address));
        await client.SendAsync("..\r\nQUIT\r\n");
        await client.BeginAsync();
        await client.Connection.SendAsync("half of a mail\r\n");

        Native.Signal(_process.Id, Native.SigTerm);

        Assert.Equal("", await client.Connection.ReadToEndAsync());
        await _process.WaitForExitAsync().Within();
        Assert.Equal(0, _process.ExitCode);
        Assert.Equal(".\r\nQUIT\r\n", await File.ReadAllTextAsync(Assert.Single(Directory.GetFileSystemEntries(_folder.PathOf("mail")))));
    }

    [GeneratedRegex("Server smtp listens at (?<address>tcp://[0-9.:]+),", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listens();
}
