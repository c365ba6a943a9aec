using System.Collections;
using System.Text.Encodings.Web;

namespace RoadRunner.Host.Logging;

/// <summary>A record that an application sent: a text that is no template, and attributes under the very keys it gave them.</summary>
internal sealed class AttributedMessage(string text, IReadOnlyList<KeyValuePair<string, string>> attributes)
    : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => attributes.Count;

    public KeyValuePair<string, object?> this[int index] => KeyValuePair.Create(attributes[index].Key, (object?)attributes[index].Value);

    /// <summary>Returns what follows the text on the console, as RoadRunner writes it: a tab and the attributes as JSON.</summary>
    public string ConsoleFields() => Count == 0
        ? ""
        : $"\t{{{string.Join(", ", attributes.Select(attribute => $"{Quote(attribute.Key)}: {Quote(attribute.Value)}"))}}}";

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Returns the text alone.</summary>
    public override string ToString() => text;

    private static string Quote(string value) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value)}\"";
}
