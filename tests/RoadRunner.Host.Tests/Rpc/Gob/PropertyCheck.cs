using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace RoadRunner.Host.Tests.Rpc.Gob;

/// <summary>Runs a property over many made-up cases.</summary>
internal static class PropertyCheck
{
    private const int Cases = 10_000;

    // Fixed, so that a build fails for what changed in it; a failure prints seed, gamma and size of its case.
    private const ulong Seed = 20_260_113;
    private const ulong Gamma = 9_001;

    public static void ForAll<T>(Gen<T> cases, Action<T> property)
    {
        var config = Config.QuickThrowOnFailure
            .WithMaxTest(Cases)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(Seed, Gamma), FSharpOption<int>.None)));
        Prop.ForAll(cases.ToArbitrary(), property).Check(config);
    }
}
