namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The rules of a server, by type, and what is done after each event.</summary>
internal sealed record ExceptionRules(IReadOnlyDictionary<Type, ExceptionRule> Rules, Func<TcpContext, ValueTask>[] Finalizers)
{
    /// <summary>Finds the rule of the most derived type.</summary>
    public ExceptionRule? Find(Exception exception)
    {
        for (var type = exception.GetType(); type is not null; type = type.BaseType)
        {
            if (Rules.TryGetValue(type, out var rule))
            {
                return rule;
            }
        }

        return null;
    }
}
