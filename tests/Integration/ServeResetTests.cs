using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary><c>dotnet rr serve</c> that is told to use the program anew: by SIGHUP, and by a build (<c>--watch</c>).</summary>
public sealed class ServeResetTests
{
    private const string Done = "plugin was successfully reset";

    // What a worker is given whose predecessor was there for less than a minute.
    private const string NotProfiled = "DOTNET_TieredPGO=0";

    [Fact]
    public async Task SIGHUP_replaces_all_workers_and_an_open_connection_stays()
    {
        await using var serve = await ServeProcess.StartAsync(RrFile.Recorder with { Workers = 2 });
        using var client = await serve.ConnectAsync();
        Assert.Equal("before", await client.AskAsync("before"));
        Assert.All(serve.Pids, static pid => Assert.DoesNotContain(NotProfiled, VariablesOf(pid)));

        serve.Signal(Native.SigHup);

        await WhenAsync(serve, Done, 1);
        await Task.WhenAll(serve.Pids.Select(serve.Journal.WhenGoneAsync));
        var pid = int.Parse(await client.AskAsync("PID"), provider: null);
        Assert.DoesNotContain(pid, serve.Pids);
        Assert.Contains(NotProfiled, VariablesOf(pid));
        serve.Signal(Native.SigTerm);
        Assert.Equal(0, await serve.WhenExitedAsync());
    }

    [Fact]
    public async Task A_new_build_replaces_the_workers_and_one_that_does_not_start_changes_nothing()
    {
        using var folder = new TempFolder();
        var program = Build(folder);
        await using var serve = await ServeProcess.StartAsync(RrFile.Recorder with { Command = ["dotnet", program] }, "--watch");
        Assert.Contains($"A new build in {Path.GetDirectoryName(program)} replaces the workers.", serve.Output.All);
        using var client = await serve.ConnectAsync();
        var first = await client.AskAsync("PID");

        Replace(program, await File.ReadAllBytesAsync(Programs.Recorder));
        await WhenAsync(serve, Done, 1);
        var second = await client.AskAsync("PID");
        Assert.NotEqual(first, second);

        Replace(program, "no program"u8.ToArray());
        await WhenAsync(serve, "the workers were not all replaced", 1);
        Assert.Equal(second, await client.AskAsync("PID"));

        Replace(program, await File.ReadAllBytesAsync(Programs.Recorder));
        await WhenAsync(serve, Done, 2);
        Assert.NotEqual(second, await client.AskAsync("PID"));
        serve.Signal(Native.SigTerm);
        Assert.Equal(0, await serve.WhenExitedAsync());
    }

    [Fact]
    public async Task A_command_without_a_file_cannot_be_watched()
    {
        await using var serve = ServeProcess.Launch(RrFile.Recorder with { Command = ["sh", "-c", $"exec dotnet {Programs.Recorder} unused"] }, "--watch");

        Assert.Equal(1, await serve.WhenExitedAsync());
        Assert.Contains(serve.Error.All, static line => line.Contains("--watch: there is no directory to watch for the command \"sh -c", StringComparison.Ordinal));
    }

    private static string[] VariablesOf(int pid) => File.ReadAllText($"/proc/{pid}/environ").Split('\0');

    private static string Build(TempFolder folder)
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Programs.Recorder)!))
        {
            File.Copy(file, folder.PathOf(Path.GetFileName(file)));
        }

        return folder.PathOf(Path.GetFileName(Programs.Recorder));
    }

    // Another file of the same name: the running program keeps the one that it has mapped.
    private static void Replace(string program, byte[] content)
    {
        File.WriteAllBytes($"{program}.new", content);
        File.Move($"{program}.new", program, overwrite: true);
    }

    private static async Task WhenAsync(ServeProcess serve, string text, int count) =>
        await serve.Error.WhenAsync(line => line.Contains(text, StringComparison.Ordinal), count);
}
