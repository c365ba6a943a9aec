namespace Spiral.RoadRunner.Rpc.Tests;

public sealed class RpcLinkExceptionTests
{
    [Fact]
    public void Every_leaf_is_sealed_and_made_by_the_link_only()
    {
        var leaves = typeof(RpcLinkException).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(RpcLinkException))).ToArray();
        Assert.Equal(
            ["BackpressureException", "CommandTimeoutException", "ConnectionLostException", "DrainException", "LinkClosedException", "NotConnectedException"],
            leaves.Select(type => type.Name).Order(StringComparer.Ordinal));
        Assert.All(leaves, type => Assert.True(type.IsSealed));
        Assert.All(leaves, type => Assert.Empty(type.GetConstructors()));
        Assert.True(typeof(RpcLinkException).IsAbstract);
    }
}
