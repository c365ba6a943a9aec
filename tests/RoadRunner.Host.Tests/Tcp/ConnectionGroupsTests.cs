using System.Globalization;
using System.Runtime.CompilerServices;
using RoadRunner.Host.Tcp;
using Xunit;

namespace RoadRunner.Host.Tests.Tcp;

public sealed class ConnectionGroupsTests
{
    [Fact]
    public void There_are_so_many_groups_only()
    {
        var groups = new ConnectionGroups();
        for (var group = 0; group < 100_000; group += PushLimits.MaxGroupsOfConnection)
        {
            var connection = NewConnection();
            for (var own = group; own < Math.Min(group + PushLimits.MaxGroupsOfConnection, 100_000); own++)
            {
                Assert.True(groups.Join(own.ToString(CultureInfo.InvariantCulture), connection, static _ => true));
            }
        }

        var last = NewConnection();
        var failure = Assert.Throws<PushException>(() => groups.Join("one more", last, static _ => true));

        Assert.Equal("there are 100000 groups, which is the limit", failure.Message);
        Assert.True(groups.Join("7", last, static _ => true));
    }

    // Nothing is asked of it but to be another one.
    private static TcpConnection NewConnection() => (TcpConnection)RuntimeHelpers.GetUninitializedObject(typeof(TcpConnection));
}
