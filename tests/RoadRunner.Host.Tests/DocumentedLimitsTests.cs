using RoadRunner.Host.Configuration;
using RoadRunner.Host.Locks;
using RoadRunner.Host.Metrics;
using RoadRunner.Host.Rpc;
using RoadRunner.Host.Rpc.Gob;
using RoadRunner.Host.Tcp;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests;

/// <summary>The numbers that docs/compatibility.md names. That they hold is the matter of other tests, which set smaller ones.</summary>
public sealed class DocumentedLimitsTests
{
    [Fact]
    public void Limits_of_relays_and_RPC()
    {
        var options = new RpcServerOptions(Address: null);

        Assert.Equal((64 * 1024 * 1024) + (64 * 1024), RelayDefaults.MaxPayloadBytes);
        Assert.Equal((1024, 4096), (options.MaxConnections, options.MaxRequests));
        Assert.Equal((RelayDefaults.MaxPayloadBytes, RelayDefaults.MaxPayloadBytes), (options.MaxPayloadBytes, (int)options.MaxPendingBytes));
        Assert.Equal((64, 256, 16), (GobLimits.MaxTypes, GobLimits.MaxFields, GobLimits.MaxDepth));
    }

    [Fact]
    public void Limits_of_a_push()
    {
        Assert.Equal((1024 * 1024, 1024), (PushLimits.MaxWaitingBytes, PushLimits.MaxWaiting));
        Assert.Equal((64, 100_000, 256), (PushLimits.MaxGroupsOfConnection, PushLimits.MaxGroups, PushLimits.MaxGroupName));
    }

    [Fact]
    public void Limits_of_locks_and_metrics()
    {
        Assert.Equal(new LockLimits { MaxWaitersPerResource = 10_000, MaxEntries = 1_000_000, MaxNameLength = 4096 }, new LockLimits());
        Assert.Equal(
            new MetricsLimits { MaxCollectors = 1000, MaxSeriesPerCollector = 10_000, MaxLabels = 64, MaxBuckets = 256, MaxTextLength = 4096 }, new MetricsLimits());
    }

    [Fact]
    public void Limits_of_connections() =>
        Assert.Equal((64 * 1024 * 1024, TimeSpan.FromSeconds(30)), (ConfigurationDefaults.MaxMessageBytes, ConfigurationDefaults.WriteTimeout));
}
