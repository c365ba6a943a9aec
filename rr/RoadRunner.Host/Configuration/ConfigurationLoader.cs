using RoadRunner.Host.Configuration.Reading;
using Spiral.Goridge;

namespace RoadRunner.Host.Configuration;

/// <summary>Reads <c>.rr.yaml</c> and what belongs to it. Safe to call from any thread; nothing is read but files and the environment handed in, and nothing is changed.</summary>
public static class ConfigurationLoader
{
    /// <summary>Reads and checks a configuration file.</summary>
    /// <param name="path">The file, absolute or relative to the current directory. Errors name it as it is written here.</param>
    /// <param name="environment">Gives the value of an environment variable, or null; called for <c>$NAME</c> and <c>${NAME:-default}</c>.</param>
    /// <returns>The configuration with all defaults filled in.</returns>
    /// <exception cref="ConfigurationException">The file cannot be read or used; all errors that could be found are listed.</exception>
    public static RrConfiguration Load(string path, Func<string, string?> environment)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(environment);
        return Load(new ConfigurationSource { File = path, Environment = environment });
    }

    /// <summary>Reads and checks a configuration.</summary>
    /// <param name="source">What it is made of.</param>
    /// <returns>The configuration with all defaults filled in.</returns>
    /// <exception cref="ConfigurationException">A source cannot be read or used; all errors that could be found are listed.</exception>
    public static RrConfiguration Load(ConfigurationSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var sources = new SourceReader(source);
        var root = sources.Read(needsVersion: true);
        var configuration = RootReader.Read(root, source.NeedsCommand);
        sources.Context.ThrowIfFailed();
        return configuration with
        {
            File = sources.Paths.File,
            WorkingDirectory = sources.Paths.Directory,
            Version = sources.Version,
            Variables = sources.Variables,
            Document = EffectiveDocument.Write(root),
            Warnings = sources.Context.Warnings,
        };
    }

    /// <summary>Reads where the server of a configuration listens for RPC, and nothing else: the file may be one for Go RoadRunner.</summary>
    /// <param name="source">What the configuration is made of.</param>
    /// <returns>The address as it is written, but with the full path of a socket.</returns>
    /// <exception cref="ConfigurationException">A source cannot be read, or has no address that a client could connect to.</exception>
    public static RelayAddress LoadRpcAddress(ConfigurationSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var sources = new SourceReader(source);
        var root = sources.Read(needsVersion: false);
        var section = root.Section("rpc");
        var rpc = RpcReader.Read(section);
        sources.Context.ThrowIfFailed();
        return rpc switch
        {
            null => throw sources.Context.Fatal(root.Place, "the file has no section \"rpc\", so its server cannot be asked anything"),
            { Address: { Kind: RelayKind.Tcp, Port: 0 } } => throw sources.Context.Fatal(section.PlaceOf("listen"), "rpc.listen: the system chooses a port for 0, so nobody else knows it"),
            _ => WorkingDirectory.Resolve(rpc.Address, sources.Paths.Directory),
        };
    }
}
