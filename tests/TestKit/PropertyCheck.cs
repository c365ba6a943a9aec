using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace RoadRunner.TestKit;

/// <summary>Runs a property over many made-up cases.</summary>
public static class PropertyCheck
{
    // Fixed, so that a build fails for what changed in it; a failure prints seed, gamma and size of its case.
    private const ulong Seed = 20_260_113;
    private const ulong Gamma = 9_001;

    /// <summary>Runs a property; the first case that it does not hold for fails the test.</summary>
    /// <param name="cases">What the cases are made of.</param>
    /// <param name="property">Throws when it does not hold.</param>
    /// <param name="count">How many cases.</param>
    public static void ForAll<T>(Gen<T> cases, Action<T> property, int count = 10_000)
    {
        var config = Config.QuickThrowOnFailure
            .WithMaxTest(count)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(Seed, Gamma), FSharpOption<int>.None)));
        Prop.ForAll(cases.ToArbitrary(), property).Check(config);
    }
}
