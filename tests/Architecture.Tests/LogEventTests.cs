using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Architecture.Tests;

public sealed class LogEventTests
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    // The range of a project is what its log classes say in their doc comments.
    private static readonly Dictionary<string, (int First, int Last)> Ranges = new(StringComparer.Ordinal)
    {
        ["Spiral.RoadRunner"] = (1000, 1099),
        ["Spiral.RoadRunner.Tcp"] = (1100, 1199),
        ["Spiral.RoadRunner.Tcp.Hosting"] = (1300, 1399),
        ["RoadRunner.Host"] = (2000, 2999),
        ["RoadRunner.Host.InProcess"] = (2700, 2749),
    };

    [Fact]
    public void Event_ids_are_used_once()
    {
        var twice = All().GroupBy(log => log.Id).Where(group => group.Count() > 1).SelectMany(group => group);

        Assert.Empty(twice);
    }

    [Fact]
    public void Event_ids_are_in_the_range_of_their_project()
    {
        var strays = All().Where(log => Ranges.TryGetValue(log.Project, out var range) && (log.Id < range.First || log.Id > range.Last));

        Assert.Empty(strays);
    }

    [Fact]
    public void Event_ids_were_found()
    {
        Assert.Contains(("Spiral.RoadRunner", "RelayClosed", 1001), All());
        Assert.Contains(("Spiral.RoadRunner.Tcp", "HandlerFailed", 1101), All());
    }

    private static IEnumerable<(string Project, string Method, int Id)> All() =>
        from project in ProductProject.All
        from type in project.Load().GetTypes()
        from method in type.GetMethods(Everything)
        let attribute = method.GetCustomAttribute<LoggerMessageAttribute>()
        where attribute is not null
        select (project.Name, method.Name, attribute.EventId);
}
