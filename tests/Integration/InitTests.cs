using System.Globalization;
using RoadRunner.Host.Workers;
using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary><c>server.on_init</c> and <c>server.user</c>: what runs before the workers, and as whom they run.</summary>
public sealed class InitTests
{
    private const string Nobody = "nobody";

    [Fact]
    public async Task The_program_has_ended_before_the_first_worker_starts()
    {
        using var folder = new TempFolder();
        var marker = folder.PathOf("made");
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with
        {
            Command = ["sh", "-c", $"test -e {marker} || exit 9; exec dotnet {Programs.Recorder}"],
            Server = [$"on_init: {{ command: [sh, -c, 'printenv WHAT; printenv RR_MODE || echo no mode >&2; touch {marker}'], env: {{ what: printed }} }}"],
        });

        using var client = await host.ConnectAsync();
        Assert.Equal("hello", await client.AskAsync("hello"));
        Assert.Contains("on_init: printed", host.Log.Texts);
        Assert.Contains("on_init: no mode", host.Log.Texts);
    }

    [Fact]
    public async Task A_program_that_fails_is_logged_and_the_start_goes_on()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Server = ["on_init: { command: [sh, -c, 'echo no disk >&2; exit 4'] }"] });

        using var client = await host.ConnectAsync();
        Assert.Equal("hello", await client.AskAsync("hello"));
        var record = await host.Log.WhenAsync("exit_on_error is not set");
        Assert.Equal(
            "server.on_init.command \"sh -c echo no disk >&2; exit 4\": it exited with code 4 after {time} ms; the last it printed: no disk; "
            + "the start goes on, since server.on_init.exit_on_error is not set",
            Scrub.Text(record.Text));
    }

    [Theory]
    [InlineData("[sh, -c, exit 4]", "\"sh -c exit 4\": it exited with code 4 after {time} ms")]
    [InlineData("no-such-program", "\"no-such-program\": the program cannot be started: An error occurred trying to start process 'no-such-program' with working directory '{folder}'. No such file or directory")]
    [InlineData("sleep 60", "\"sleep 60\": it ran for longer than exec_timeout (0.2 s) and was killed")]
    public async Task With_exit_on_error_the_start_fails(string command, string expected) => Assert.Equal(
        $"server.on_init.command {expected}",
        await HostUnderTest.FailToStartAsync(RrFile.Recorder with { Server = [$"on_init: {{ command: {command}, exec_timeout: 200ms, exit_on_error: true }}"] }));

    [Fact]
    public async Task A_program_that_takes_too_long_is_killed_with_its_children()
    {
        using var folder = new TempFolder();
        var script = folder.Write("init.sh", "sleep 300 & echo $!; wait\n");
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Server = [$"on_init: {{ command: [sh, {script}], exec_timeout: 300ms }}"] });

        var printed = await host.Log.WhenAsync("on_init: ");
        var child = int.Parse(printed.Text["on_init: ".Length..], CultureInfo.InvariantCulture);
        ProcessLedger.Remember(child);
        Assert.False(ProcessLedger.IsAlive(child));
        await host.Log.WhenAsync("it ran for longer than exec_timeout (0.3 s) and was killed");
    }

    [Fact]
    public async Task Workers_run_as_the_user_if_the_host_may_choose_it()
    {
        var file = RrFile.Recorder with { Command = ["sh", "-c", $"id -un >&2; exec dotnet {Programs.Recorder}"], Server = [$"user: {Nobody}"] };
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Equal(
                $"server.user: a process can run as \"{Nobody}\" only when the host runs as root; it runs as \"{Environment.UserName}\"",
                await HostUnderTest.FailToStartAsync(file));
            return;
        }

        await using var host = await HostUnderTest.StartAsync(file);
        await host.Log.WhenAsync(string.Create(CultureInfo.InvariantCulture, $"worker {host.Pids[0]}: {Nobody}"));
        using var client = await host.ConnectAsync();
        Assert.Equal("hello", await client.AskAsync("hello"));
    }

    [Fact]
    public async Task A_user_that_does_not_exist_is_named()
    {
        var message = await HostUnderTest.FailToStartAsync(RrFile.Recorder with { Server = ["user: no-such-user"] });

        Assert.Contains("no-such-user", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_user_is_refused_to_a_host_without_rights()
    {
        var refusal = Assert.Throws<WorkerStartException>(() => ProgramStart.Describe(["app"], "/", "somebody-else", "server.user", isPrivileged: false));

        Assert.Equal($"server.user: a process can run as \"somebody-else\" only when the host runs as root; it runs as \"{Environment.UserName}\"", refusal.Message);
    }

    [Fact]
    public void The_own_user_is_no_other_user() =>
        Assert.Equal("", ProgramStart.Describe(["app"], "/", Environment.UserName, "server.user", isPrivileged: false).UserName);
}
