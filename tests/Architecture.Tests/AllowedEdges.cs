namespace Architecture.Tests;

/// <summary>Who may refer to whom, as the design draws it.</summary>
internal static class AllowedEdges
{
    /// <summary>Gets the edges as they are drawn.</summary>
    public static IReadOnlyDictionary<string, string[]> Direct { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Spiral.Goridge"] = [],
        ["Spiral.RoadRunner"] = ["Spiral.Goridge"],
        ["Spiral.RoadRunner.Tcp"] = ["Spiral.RoadRunner"],
        ["Spiral.RoadRunner.Rpc"] = ["Spiral.Goridge"],
        ["Spiral.RoadRunner.KeyValue"] = ["Spiral.RoadRunner.Rpc"],
        ["Spiral.RoadRunner.Tcp.Hosting"] = ["Spiral.RoadRunner.Tcp", "Spiral.RoadRunner.Rpc", "Spiral.RoadRunner.KeyValue"],
        ["Spiral.RoadRunner.MessagePack"] = ["Spiral.RoadRunner.Rpc", "Spiral.RoadRunner.KeyValue", "Spiral.RoadRunner.Tcp.Hosting"],
        ["Spiral.RoadRunner.Tcp.JsonRpc"] = ["Spiral.RoadRunner.Tcp.Hosting"],
        ["Spiral.RoadRunner.Tcp.Routing"] = ["Spiral.RoadRunner.Tcp.Hosting"],
        ["Spiral.RoadRunner.Tcp.Testing"] = ["Spiral.RoadRunner.Tcp.Hosting", "RoadRunner.Host", "RoadRunner.Host.InProcess"],
        ["RoadRunner.Host"] = ["Spiral.Goridge", "Spiral.RoadRunner.Rpc"],
        ["RoadRunner.Host.InProcess"] = ["RoadRunner.Host", "Spiral.RoadRunner.Tcp.Hosting"],
        ["RoadRunner.Cli"] = ["RoadRunner.Host", "Spiral.RoadRunner.Rpc", "Spiral.RoadRunner.Tcp.Testing"],
    };

    /// <summary>Returns everything that can be reached along the edges: a library may use the types that those below it show.</summary>
    public static IReadOnlySet<string> ReachableFrom(string name)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([name]);
        while (open.TryPop(out var next))
        {
            foreach (var target in Direct[next].Where(reached.Add))
            {
                open.Push(target);
            }
        }

        return reached;
    }
}
