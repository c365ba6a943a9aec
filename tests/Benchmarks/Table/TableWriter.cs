using System.Text;

namespace RoadRunner.Benchmarks.Table;

/// <summary>Collects the report as Markdown; nothing is printed while something is measured.</summary>
internal sealed class TableWriter
{
    private readonly StringBuilder _text = new();

    public void Title(string title, params string[] lines)
    {
        _text.Append("# ").AppendLine(title).AppendLine();
        foreach (var line in lines)
        {
            _text.Append("- ").AppendLine(line);
        }
    }

    public void Section(string title, string note) => _text.AppendLine().Append("## ").AppendLine(title).AppendLine().AppendLine(note).AppendLine();

    public void Header(params string[] columns)
    {
        Row(columns);
        Row([.. columns.Select(_ => "---:")]);
    }

    public void Row(params string[] cells) => _text.Append("| ").AppendJoin(" | ", cells).AppendLine(" |");

    public override string ToString() => _text.ToString();
}
