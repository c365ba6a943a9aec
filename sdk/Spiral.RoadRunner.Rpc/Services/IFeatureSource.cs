namespace Spiral.RoadRunner.Rpc;

/// <summary>A caller that knows when another server may be behind it, so that what the server can do is asked once until then.</summary>
internal interface IFeatureSource
{
    /// <summary>Asks for what the server can do beyond Go RoadRunner, or says what it answered before.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <remarks>Throws what <see cref="IRpcCaller.CallAsync"/> throws.</remarks>
    public ValueTask<HostFeatures> FeaturesAsync(CancellationToken cancellationToken);
}
