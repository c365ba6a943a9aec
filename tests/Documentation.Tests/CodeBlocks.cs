using System.Diagnostics;

namespace RoadRunner.Documentation.Tests;

/// <summary>A project for each code block of the pages, in a temporary folder, with the libraries of this repository; all of them built at once.</summary>
public sealed class CodeBlocks : IAsyncLifetime
{
    private const string Language = "csharp";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("code-blocks-");
    private string[] _errors = [];

    /// <summary>Lists the blocks: page and place in it.</summary>
    public static IEnumerable<(string Page, int Index)> All() =>
        Pages.All().SelectMany(static page => Enumerable.Range(0, Pages.CodeBlocks(page, Language).Count).Select(index => (page, index)));

    /// <summary>Builds the blocks as a reader would: implicit usings, nullable, top-level statements.</summary>
    public async ValueTask InitializeAsync()
    {
        foreach (var (page, index) in All())
        {
            var project = _folder.CreateSubdirectory(NameOf(page, index)).FullName;
            await File.WriteAllTextAsync(Path.Combine(project, "Block.csproj"), Project());
            await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), Pages.CodeBlocks(page, Language)[index]);
        }

        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "All.proj"), """
            <Project DefaultTargets="All">
              <ItemGroup>
                <Block Include="*/Block.csproj" />
              </ItemGroup>
              <Target Name="All">
                <MSBuild Projects="@(Block)" Targets="Restore" Properties="Phase=Restore" BuildInParallel="true" ContinueOnError="true" />
                <MSBuild Projects="@(Block)" Targets="Build" BuildInParallel="true" ContinueOnError="true" />
              </Target>
            </Project>
            """);
        using var build = Process.Start(new ProcessStartInfo("dotnet", ["msbuild", "-nologo", "-verbosity:quiet", "-maxCpuCount", "All.proj"])
        {
            WorkingDirectory = _folder.FullName,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1" },
        })!;
        var output = await build.StandardOutput.ReadToEndAsync().Within(TimeSpan.FromMinutes(5));
        await build.WaitForExitAsync().Within();
        _errors = output.Split('\n');
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Returns what the build has said about a block; empty when it was built.</summary>
    public string ErrorsOf(string page, int index)
    {
        var project = Path.Combine(_folder.FullName, NameOf(page, index));
        var said = string.Join('\n', _errors.Where(line => line.Contains(project + Path.DirectorySeparatorChar, StringComparison.Ordinal)));
        var built = Path.Combine(project, "bin", "Debug", "net10.0", "Block.dll");
        return File.Exists(built) ? said : $"{built} was not built.\n{said}";
    }

    private static string NameOf(string page, int index) => $"{page.Replace('/', '_')}_{index}";

    private static string Project()
    {
        var references = Directory.EnumerateFiles(AppContext.BaseDirectory, "Spiral.*.dll")
            .Concat(Directory.EnumerateFiles(AppContext.BaseDirectory, "RoadRunner.Host*.dll"))
            .Where(static file => !file.EndsWith(".Tests.dll", StringComparison.Ordinal))
            .Select(static file => $"<Reference Include=\"{file}\" />");
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <UseAppHost>false</UseAppHost>
              </PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                {string.Join('\n', references)}
              </ItemGroup>
            </Project>
            """;
    }
}
