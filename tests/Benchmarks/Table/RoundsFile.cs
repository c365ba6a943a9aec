using System.Globalization;
using System.Text;

namespace RoadRunner.Benchmarks.Table;

/// <summary>Every counted round as a line of CSV, to see what a median hides: drift, two modes, one disturbed round.</summary>
internal sealed class RoundsFile
{
    private readonly StringBuilder _text = new("row,round,side,events_per_s,p50_us,p99_us,server_cpu_us,workers_cpu_us,load_cpu_us\n");

    public void Add(PairResult result)
    {
        for (var round = 0; round < result.Left.Count; round++)
        {
            Add(result.Case.Name, round, "left", result.Left[round]);
            Add(result.Case.Name, round, "right", result.Right[round]);
        }
    }

    public void Add(string row, int round, string side, RoundSample sample) => _text.Append(
        CultureInfo.InvariantCulture,
        $"{row},{round},{side},{sample.EventsPerSecond:F0},{sample.P50:F1},{sample.P99:F1},{sample.ServerCpu:F2},{sample.WorkerCpu:F2},{sample.LoadCpu:F2}\n");

    public override string ToString() => _text.ToString();
}
