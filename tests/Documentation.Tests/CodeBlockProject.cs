using System.Diagnostics;

namespace RoadRunner.Documentation.Tests;

/// <summary>A project in a temporary folder that holds one code block and the libraries of this repository.</summary>
internal sealed class CodeBlockProject : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("code-block-");

    /// <summary>Builds the block as a reader would: implicit usings, nullable, top-level statements.</summary>
    /// <returns>The exit code of the build and what it printed.</returns>
    public async Task<(int ExitCode, string Output)> BuildAsync(string code)
    {
        var references = Directory.EnumerateFiles(AppContext.BaseDirectory, "Spiral.*.dll")
            .Concat(Directory.EnumerateFiles(AppContext.BaseDirectory, "RoadRunner.Host*.dll"))
            .Where(static file => !file.EndsWith(".Tests.dll", StringComparison.Ordinal))
            .Select(static file => $"<Reference Include=\"{file}\" />");
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "Block.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                {string.Join('\n', references)}
              </ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "Program.cs"), code);

        using var build = Process.Start(new ProcessStartInfo("dotnet", ["build", "--nologo", "--verbosity", "quiet", "Block.csproj"])
        {
            WorkingDirectory = _folder.FullName,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1" },
        })!;
        var output = await build.StandardOutput.ReadToEndAsync().Within();
        await build.WaitForExitAsync().Within();
        return (build.ExitCode, output);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
