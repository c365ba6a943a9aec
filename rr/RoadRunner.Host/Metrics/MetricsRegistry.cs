namespace RoadRunner.Host.Metrics;

/// <summary>The metrics that applications declare, as the service <c>metrics</c> serves them.</summary>
/// <remarks>Safe to call from any thread. <see cref="MetricsLimits"/> bounds the memory.</remarks>
internal sealed class MetricsRegistry
{
    private readonly MetricsLimits _limits;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, MetricCollector> _byName = [];
    private readonly SortedDictionary<string, MetricCollector> _byFullName = new(StringComparer.Ordinal);

    /// <summary>Creates a registry.</summary>
    /// <param name="definitions">Collectors that are there from the start, as the configuration declares them; null means none.</param>
    /// <param name="limits">What bounds the memory; null means the defaults.</param>
    /// <exception cref="MetricsException">A definition is not valid.</exception>
    public MetricsRegistry(IEnumerable<CollectorDefinition>? definitions = null, MetricsLimits? limits = null)
    {
        _limits = limits ?? new MetricsLimits();
        foreach (var definition in definitions ?? [])
        {
            Declare(definition);
        }
    }

    /// <summary>Declares a collector. When its name is taken, nothing changes, even if the definition is another one.</summary>
    /// <exception cref="MetricsException">The definition is not valid, its exported name is taken, or there are too many.</exception>
    public void Declare(CollectorDefinition definition)
    {
        lock (_gate)
        {
            if (_byName.ContainsKey(definition.Name))
            {
                return;
            }

            var kind = CollectorKinds.Parse(definition.Type) ?? throw MetricsErrors.UnknownType(definition.Type);
            if (CollectorCheck.Problem(definition, kind, _limits) is { } problem)
            {
                throw MetricsErrors.Undeclarable(problem);
            }

            var descriptor = new MetricDescriptor(definition);
            CheckDescriptor(descriptor);
            var collector = new MetricCollector(definition, descriptor, kind, _limits);
            _byName.Add(definition.Name, collector);
            _byFullName.Add(descriptor.FullName, collector);
        }
    }

    /// <summary>Adds to a counter or gauge.</summary>
    /// <param name="name">The name under which the collector was declared.</param>
    /// <param name="value">What to add; for a counter not negative.</param>
    /// <param name="labels">The label values in the order of the declared names; left aside when there are none.</param>
    /// <exception cref="MetricsException">The call is refused; nothing has changed.</exception>
    public void Add(string name, double value, IReadOnlyList<string> labels) => Apply(MetricOperation.Add, name, value, labels);

    /// <summary>Subtracts from a gauge.</summary>
    /// <inheritdoc cref="Add"/>
    public void Sub(string name, double value, IReadOnlyList<string> labels) => Apply(MetricOperation.Sub, name, value, labels);

    /// <summary>Sets a gauge.</summary>
    /// <inheritdoc cref="Add"/>
    public void Set(string name, double value, IReadOnlyList<string> labels) => Apply(MetricOperation.Set, name, value, labels);

    /// <summary>Hands an observation to a histogram or summary.</summary>
    /// <inheritdoc cref="Add"/>
    public void Observe(string name, double value, IReadOnlyList<string> labels) => Apply(MetricOperation.Observe, name, value, labels);

    /// <summary>Removes a collector with all its series. Its names are free again, for another kind of collector, too.</summary>
    /// <exception cref="MetricsException">There is none of that name.</exception>
    public void Unregister(string name)
    {
        lock (_gate)
        {
            if (!_byName.Remove(name, out var collector))
            {
                throw MetricsErrors.NotRegistered(name);
            }

            _byFullName.Remove(collector.Descriptor.FullName);
        }
    }

    /// <summary>Writes all collectors that have a value, in the order of their exported names, as Prometheus reads them.</summary>
    /// <param name="output">Where the text goes; see <see cref="ExpositionWriter.ContentType"/>. No lock is held while it is written.</param>
    public void WriteTo(TextWriter output)
    {
        MetricCollector[] collectors;
        lock (_gate)
        {
            collectors = [.. _byFullName.Values];
        }

        var writer = new ExpositionWriter(output);
        foreach (var collector in collectors)
        {
            collector.Write(writer);
        }
    }

    private void Apply(MetricOperation operation, string name, double value, IReadOnlyList<string> labels)
    {
        MetricCollector? collector;
        lock (_gate)
        {
            collector = _byName.GetValueOrDefault(name);
        }

        (collector ?? throw MetricsErrors.Undefined(operation, name)).Apply(operation, value, labels);
    }

    private void CheckDescriptor(MetricDescriptor descriptor)
    {
        if (descriptor.Problem() is { } problem)
        {
            throw MetricsErrors.Invalid(descriptor, problem);
        }

        if (_byFullName.TryGetValue(descriptor.FullName, out var twin))
        {
            throw MetricsErrors.Undeclarable(twin.Descriptor.IsLike(descriptor)
                ? "duplicate metrics collector registration attempted"
                : $"a previously registered descriptor with the same fully-qualified name as {descriptor} has different label names or a different help string");
        }

        if (_byName.Count >= _limits.MaxCollectors)
        {
            throw MetricsErrors.Undeclarable($"{_byName.Count} collectors are declared, which is the limit");
        }
    }
}
