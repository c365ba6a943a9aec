namespace RoadRunner.Host.Metrics;

/// <summary>Writes the text that Prometheus reads, version 0.0.4, as the Go client lays it out.</summary>
internal sealed class ExpositionWriter(TextWriter output)
{
    /// <summary>The media type of the text.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>The label that carries the upper bound of a bucket.</summary>
    public const string BucketLabel = "le";

    public void Head(MetricDescriptor descriptor, CollectorKind kind)
    {
        // Not WriteLine: the line end of the format is LF on every system.
        output.Write("# HELP ");
        output.Write(descriptor.FullName);
        output.Write(' ');
        Escaped(descriptor.Help, quotes: false);
        output.Write("\n# TYPE ");
        output.Write(descriptor.FullName);
        output.Write(kind switch
        {
            CollectorKind.Counter => " counter\n",
            CollectorKind.Gauge => " gauge\n",
            CollectorKind.Histogram => " histogram\n",
            _ => " summary\n",
        });
    }

    public void Sample(MetricDescriptor descriptor, string suffix, IReadOnlyList<string> labels, double value)
    {
        Name(descriptor, suffix, labels);
        if (labels.Count > 0)
        {
            output.Write('}');
        }

        Value(value);
    }

    public void Bucket(MetricDescriptor descriptor, IReadOnlyList<string> labels, double bound, double count)
    {
        Name(descriptor, "_bucket", labels);
        output.Write(labels.Count > 0 ? ',' : '{');
        Label(BucketLabel, SampleValue.Format(bound));
        output.Write('}');
        Value(count);
    }

    // The labels stay open, because a bucket has one more.
    private void Name(MetricDescriptor descriptor, string suffix, IReadOnlyList<string> labels)
    {
        output.Write(descriptor.FullName);
        output.Write(suffix);
        var separator = '{';
        foreach (var index in descriptor.LabelOrder.Take(labels.Count))
        {
            output.Write(separator);
            Label(descriptor.Labels[index], labels[index]);
            separator = ',';
        }
    }

    private void Label(string name, string value)
    {
        output.Write(name);
        output.Write("=\"");
        Escaped(value, quotes: true);
        output.Write('"');
    }

    private void Value(double value)
    {
        output.Write(' ');
        output.Write(SampleValue.Format(value));
        output.Write('\n');
    }

    private void Escaped(string text, bool quotes)
    {
        foreach (var character in text)
        {
            switch (character)
            {
                case '\\':
                    output.Write(@"\\");
                    break;
                case '\n':
                    output.Write(@"\n");
                    break;
                case '"' when quotes:
                    output.Write("\\\"");
                    break;
                default:
                    output.Write(character);
                    break;
            }
        }
    }
}
