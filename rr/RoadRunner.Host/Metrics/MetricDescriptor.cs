namespace RoadRunner.Host.Metrics;

/// <summary>What a collector is called outside: its full name, help and label names.</summary>
internal sealed class MetricDescriptor
{
    private const string ReservedPrefix = "__";

    public MetricDescriptor(CollectorDefinition definition)
    {
        FullName = FullNameOf(definition);
        Help = definition.Help;
        Labels = [.. definition.Labels];
        LabelOrder = [.. Enumerable.Range(0, Labels.Count).OrderBy(index => Labels[index], StringComparer.Ordinal)];
    }

    /// <summary>Gets the exported name: namespace, subsystem and name with underscores between them.</summary>
    public string FullName { get; }

    public string Help { get; }

    /// <summary>Gets the label names as they were declared.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Gets the places of the labels in the order of their names, in which they are written.</summary>
    public IReadOnlyList<int> LabelOrder { get; }

    /// <summary>Returns what is wrong with the names; null when they can be exported.</summary>
    public string? Problem()
    {
        if (!IsName(FullName, colons: true))
        {
            return $"{GoText.Quote(FullName)} is not a valid metric name";
        }

        if (Labels.FirstOrDefault(label => !IsName(label, colons: false) || label.StartsWith(ReservedPrefix, StringComparison.Ordinal)) is { } wrong)
        {
            return $"{GoText.Quote(wrong)} is not a valid label name for metric {GoText.Quote(FullName)}";
        }

        return Labels.Distinct().Count() < Labels.Count
            ? $"duplicate label names in constant and variable labels for metric {GoText.Quote(FullName)}"
            : null;
    }

    /// <summary>Returns whether both would be exported with the same help and label names.</summary>
    public bool IsLike(MetricDescriptor other) => Help == other.Help && Labels.Order(StringComparer.Ordinal).SequenceEqual(other.Labels.Order(StringComparer.Ordinal));

    /// <summary>Returns the descriptor as the Go client prints it in messages.</summary>
    public override string ToString() =>
        $"Desc{{fqName: {GoText.Quote(FullName)}, help: {GoText.Quote(Help)}, constLabels: {{}}, variableLabels: {{{string.Join(",", Labels)}}}}}";

    // Without a name of its own a metric has none, whatever its namespace.
    private static string FullNameOf(CollectorDefinition definition) => definition.Name.Length == 0
        ? ""
        : string.Join('_', new[] { definition.Namespace, definition.Subsystem, definition.Name }.Where(part => part.Length > 0));

    private static bool IsName(string text, bool colons) =>
        text.Length > 0
        && !char.IsAsciiDigit(text[0])
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '_' || (colons && character == ':'));
}
