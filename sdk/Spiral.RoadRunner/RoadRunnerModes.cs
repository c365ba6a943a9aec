namespace Spiral.RoadRunner;

/// <summary>Values of <see cref="RoadRunnerEnvironment.Mode"/> that RoadRunner's plugins use.</summary>
public static class RoadRunnerModes
{
    /// <summary>TCP connections: the mode of this library.</summary>
    public const string Tcp = "tcp";

    /// <summary>HTTP requests.</summary>
    public const string Http = "http";

    /// <summary>Queue jobs.</summary>
    public const string Jobs = "jobs";

    /// <summary>gRPC calls.</summary>
    public const string Grpc = "grpc";

    /// <summary>Temporal workflows and activities.</summary>
    public const string Temporal = "temporal";

    /// <summary>Centrifugo events.</summary>
    public const string Centrifuge = "centrifuge";
}
