using System.Reflection;
using Spiral.RoadRunner.Tcp.Hosting;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>Compares the static fields around the handlers from before the first event with those of now.</summary>
internal sealed class StaticFieldWatch
{
    private readonly List<(FieldInfo Field, StaticFieldState Before)> _fields = [];

    private StaticFieldWatch(IEnumerable<FieldInfo> fields)
    {
        foreach (var field in fields)
        {
            if (StaticFieldState.TryRead(field, out var state))
            {
                _fields.Add((field, state));
            }
        }
    }

    /// <summary>Remembers the fields.</summary>
    /// <param name="application">Its services are looked at.</param>
    /// <param name="builder">The type that functions were mapped in; null when it is not known.</param>
    /// <param name="allowed">Fields that may change.</param>
    public static StaticFieldWatch Begin(TcpApplication application, Type? builder, ISet<string> allowed)
    {
        var handlers = application.MappedServers.SelectMany(static server => server.ServiceTypes).Append(builder).OfType<Type>();
        return new StaticFieldWatch(WatchedTypes.Around(handlers).SelectMany(WatchedTypes.FieldsOf).Where(field => !allowed.Contains(WatchedTypes.NameOf(field))));
    }

    /// <summary>Tells which fields have changed.</summary>
    public void Report(RuleBook rules)
    {
        foreach (var (field, before) in _fields)
        {
            if (StaticFieldState.TryRead(field, out var now) && now != before)
            {
                rules.Add($"state that outlives an event belongs into the session: static field {WatchedTypes.NameOf(field)} changed{StaticFieldState.Change(before, now)} while events were handled");
            }
        }
    }
}
