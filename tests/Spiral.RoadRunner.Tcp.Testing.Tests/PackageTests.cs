using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Spiral.RoadRunner.Tcp.Testing.Tests;

/// <summary>A project that knows nothing but the packages tests its own application.</summary>
public sealed class PackageTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static readonly string[] Packages =
    [
        "sdk/Spiral.Goridge", "sdk/Spiral.RoadRunner", "sdk/Spiral.RoadRunner.Tcp", "sdk/Spiral.RoadRunner.Rpc", "sdk/Spiral.RoadRunner.KeyValue",
        "sdk/Spiral.RoadRunner.Tcp.Hosting", "rr/RoadRunner.Host", "rr/RoadRunner.Host.InProcess", "sdk/Spiral.RoadRunner.Tcp.Testing",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("packages-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_project_outside_the_solution_runs_a_test_with_the_packages_alone()
    {
        var start = TimeProvider.System.GetTimestamp();
        Write("pack.proj", $"""
            <Project>
              <Target Name="Pack">
                <MSBuild Projects="{string.Join(';', Packages.Select(static package => Path.Combine(Root(), package, Path.GetFileName(package) + ".csproj")))}"
                         Targets="Pack" BuildInParallel="true"
                         Properties="Configuration={Configuration()};NoBuild=true;PackageOutputPath={Path.Combine(_folder.FullName, "feed")}" />
              </Target>
            </Project>
            """);
        await RunAsync("msbuild", "pack.proj", "-t:Pack", "-v:q", "-nologo");

        // The packages that others made come from where this machine has them; ours must not end up there.
        Write("nuget.config", $"""
            <configuration>
              <packageSources><add key="feed" value="{Path.Combine(_folder.FullName, "feed")}" /></packageSources>
              <fallbackPackageFolders><add key="machine" value="{MachinePackages()}" /></fallbackPackageFolders>
            </configuration>
            """);
        Write("Consumer/Consumer.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Spiral.RoadRunner.Tcp.Testing" Version="0.1.0" />
              </ItemGroup>
            </Project>
            """);
        Write("Consumer/Program.cs", """
            using Spiral.RoadRunner.Tcp.Hosting;
            using Spiral.RoadRunner.Tcp.Testing;

            await using var host = await TcpTestHost.StartAsync(static builder =>
            {
                var app = builder.AddStandalone().Build();
                app.MapServer("sum").UseLines().Handle(static context => TcpReply.Respond($"{context.GetText().Split('+').Sum(int.Parse)}\r\n"));
                return app;
            });
            var client = await host.ConnectAsync();
            Console.WriteLine($"2+3 is {await client.AskAsync("2+3")}");
            """);
        await RunAsync("build", "Consumer", "-v:q", "-nologo");
        var printed = await RunAsync(Path.Combine("Consumer", "bin", "Debug", "net10.0", "Consumer.dll"));

        Assert.Equal("2+3 is 5", printed.Trim());
        output.WriteLine($"Packing, building and running took {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.0} s.");
    }

    private static string Root([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));

    // .../bin/Release/net10.0/
    private static string Configuration() => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static string MachinePackages() => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = _folder.FullName, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NUGET_PACKAGES"] = arguments[0] == "build" ? Path.Combine(_folder.FullName, "cache") : MachinePackages();

        // Servers that outlive the test would keep its folder.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) && name != "MSBUILDDISABLENODEREUSE").ToList())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var (printed, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().Within(Limit);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} has failed:\n{await printed}{await errors}");
        return await printed;
    }
}
