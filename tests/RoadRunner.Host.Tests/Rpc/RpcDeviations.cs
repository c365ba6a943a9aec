using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RoadRunner.Host.Tests.Rpc.Gob;
using Xunit;

namespace RoadRunner.Host.Tests.Rpc;

/// <summary>All lines of the RPC transcripts that this host answers in another way than the recorded server.</summary>
internal static partial class RpcDeviations
{
    private const string Version = "version number";
    private const string Document = "contents of the configuration";
    private const string Measured = "pids, times and measurements; order of workers";

    private const string Sticks = "Go's lock sticks after a writer that waited in vain; corrected";
    private const string RedisIsRight = "Go's memory driver differs from redis, which is right; corrected";
    private const string HasChecks = "Go's tcp plugin has no checks; this host has";
    private const string Times = "times";

    private static readonly RpcDeviation[] All =
    [
        new("rpc-core", 3, Version, static (_, actual) => actual == "\"2025.1.15\""),
        new("rpc-core", 5, Version, static (_, actual) => actual == "\"2025.1.15\""),
        new("rpc-core", 7, Document, static (_, actual) => IsObject(Encoding.UTF8.GetString(Convert.FromBase64String(actual.Trim('"'))))),
        new("rpc-core", 9, Document, static (_, actual) => IsObject(actual)),
        new("rpc-core", 32, "a version nibble other than 1 is refused (design.md rule 9)", Check: null),
        new("rpc-core", 39, Version, static (_, actual) => actual == "\"2025.1.15\""),
        new("rpc-informer-resetter", 5, Measured, AreSameWorkers),
        new("rpc-informer-resetter", 11, Measured, AreSameWorkers),
        new("rpc-informer-resetter", 20, Measured, AreSameWorkers),
        new("rpc-informer-resetter", 36, Measured, AreSameWorkers),
        new("rpc-msgpack", 7, Measured, static (recorded, actual) => WithoutMeasures(recorded) == WithoutMeasures(actual)),
        new("rpc-cli-gob", 6, Measured, static (recorded, actual) => WithoutGobMeasures(recorded) == WithoutGobMeasures(actual)),
        new("rpc-lock-stuck", 9, Sticks, static (recorded, actual) => recorded.Length == 0 && actual == "\b\u0001"),
        new("rpc-lock-stuck", 11, Sticks, static (recorded, actual) => recorded.Length == 0 && actual == "\b\u0001"),
        new("rpc-status", 3, HasChecks, static (_, actual) => actual == "\b\u00c8\u0001") { ReplacesAnError = true },
        new("rpc-status", 5, HasChecks, static (_, actual) => actual == "\b\u00c8\u0001") { ReplacesAnError = true },
        new("rpc-kv-memory", 21, RedisIsRight, static (_, actual) => actual == "\n\u0006\n\u0001a\u0012\u00011"),
        new("rpc-kv-memory", 27, RedisIsRight, static (recorded, actual) => actual == recorded.Replace(":22Z", ":23Z", StringComparison.Ordinal)),
        new("rpc-kv-memory", 31, RedisIsRight, static (_, actual) => actual.Length == 0),
        new("rpc-kv-redis", 15, Times, static (recorded, actual) => actual == recorded.Replace(":35Z", ":36Z", StringComparison.Ordinal)) { MayAgree = true },
        new("rpc-kv-redis", 23, Times, static (recorded, actual) => actual.Length == recorded.Length) { MayAgree = true },
        new("rpc-kv-redis", 27, Times, static (recorded, actual) => actual.Length == recorded.Length) { MayAgree = true },
    ];

    public static IEnumerable<RpcDeviation> Of(string scenario) => All.Where(one => one.Scenario == scenario);

    public static RpcDeviation? Find(string scenario, int line) => Array.Find(All, one => one.Scenario == scenario && one.Line == line);

    private static bool IsObject(string json) => JsonNode.Parse(json) is JsonObject;

    private static bool AreSameWorkers(string recorded, string actual) => Blanked(recorded) == Blanked(actual);

    private static string WithoutMeasures(string body) => Measure().Replace(body, "${name}${code}");

    // The types, which are the same bytes, then the fields of one worker without the values that depend on the machine.
    private static string WithoutGobMeasures(string body)
    {
        var value = body.LastIndexOf("\u00ff\u0082\u0001", StringComparison.Ordinal);
        return body[..(value - 1)] + GobNumber().Replace(GobText.Read(Convert.ToHexString(Encoding.Latin1.GetBytes(body))), "");
    }

    // The same fields in the same order, with values that do not depend on the machine.
    private static string Blanked(string json)
    {
        var document = JsonNode.Parse(json)!;
        foreach (var worker in document["workers"]!.AsArray())
        {
            foreach (var field in (ReadOnlySpan<string>)["pid", "created", "memoryUsage", "CPUPercent"])
            {
                Assert.Contains(field, worker!.AsObject());
                worker[field] = 0;
            }
        }

        return document.ToJsonString();
    }

    // A name and the nine bytes of a number: which kind of number it is stays.
    [GeneratedRegex("(?<name>Pid|Created|MemoryUsage|CPUPercent)(?<code>.).{8}", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Measure();

    // A worker that is not there has no memory and no load, which gob leaves out.
    [GeneratedRegex("(?<=Pid: |Created: )[0-9]+|(MemoryUsage|CPUPercent): [0-9.E-]+, ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GobNumber();
}
