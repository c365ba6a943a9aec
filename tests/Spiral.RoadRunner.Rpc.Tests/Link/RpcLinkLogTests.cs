using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Rpc.Tests;

public sealed class RpcLinkLogTests
{
    [Fact]
    public void Event_ids_are_unique_and_between_1200_and_1299()
    {
        var ids = typeof(RpcLink).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId)
            .OfType<int>()
            .ToArray();

        Assert.NotEmpty(ids);
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(ids, id => Assert.InRange(id, 1200, 1299));
    }
}
