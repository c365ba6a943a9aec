using RoadRunner.Host.Configuration.Reading;
using Spiral.Goridge;

namespace RoadRunner.Host.Configuration;

/// <summary>Reads <c>.rr.yaml</c>. Safe to call from any thread; nothing is read but the file and the environment handed in.</summary>
public static class ConfigurationLoader
{
    /// <summary>Reads and checks a configuration file.</summary>
    /// <param name="path">The file, absolute or relative to the current directory. Errors name it as it is written here.</param>
    /// <param name="environment">Gives the value of an environment variable, or null; called for <c>$NAME</c> and <c>${NAME:-default}</c>.</param>
    /// <returns>The configuration with all defaults filled in.</returns>
    /// <exception cref="ConfigurationException">The file cannot be read or used; all errors that could be found are listed.</exception>
    public static RrConfiguration Load(string path, Func<string, string?> environment) => Load(path, environment, needsCommand: true);

    /// <summary>Reads and checks a configuration file, perhaps for a host that starts no workers.</summary>
    /// <param name="path">The file, absolute or relative to the current directory. Errors name it as it is written here.</param>
    /// <param name="environment">Gives the value of an environment variable, or null; called for <c>$NAME</c> and <c>${NAME:-default}</c>.</param>
    /// <param name="needsCommand">False when the section <c>server</c> and the command of the workers may be missing.</param>
    /// <returns>The configuration with all defaults filled in.</returns>
    /// <exception cref="ConfigurationException">The file cannot be read or used; all errors that could be found are listed.</exception>
    public static RrConfiguration Load(string path, Func<string, string?> environment, bool needsCommand)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(environment);

        var context = new ReadingContext(path, environment);
        var root = YamlFile.Read(context);
        var configuration = RootReader.Read(root, Path.GetFullPath(path), needsCommand);
        context.ThrowIfFailed();
        return configuration with { Document = EffectiveDocument.Write(root), Warnings = context.Warnings };
    }

    /// <summary>Reads where the server of a configuration file listens for RPC, and nothing else: the file may be one for Go RoadRunner.</summary>
    /// <param name="path">The file, absolute or relative to the current directory. Errors name it as it is written here.</param>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    /// <returns>The address as it is written; a relative socket path starts from the directory of the file.</returns>
    /// <exception cref="ConfigurationException">The file cannot be read, or has no address that a client could connect to.</exception>
    public static RelayAddress LoadRpcAddress(string path, Func<string, string?> environment)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(environment);

        var context = new ReadingContext(path, environment);
        var section = YamlFile.Read(context).Section("rpc");
        var rpc = RpcReader.Read(section);
        context.ThrowIfFailed();
        return rpc switch
        {
            null => throw context.Fatal(0, "the file has no section \"rpc\", so its server cannot be asked anything"),
            { Address: { Kind: RelayKind.Tcp, Port: 0 } } => throw context.Fatal(section.LineOf("listen"), "rpc.listen: the system chooses a port for 0, so nobody else knows it"),
            _ => rpc.Address,
        };
    }
}
