namespace Spiral.RoadRunner.KeyValue.Tests;

/// <summary>The contract on the fake server, without a wire.</summary>
public sealed class InMemoryContractTests : KeyValueContract
{
    public InMemoryContractTests()
        : this(new TestBed())
    {
    }

    private InMemoryContractTests(TestBed bed)
        : base(() => new(bed.Storage), time => Elapse(bed, time))
    {
    }

    private static ValueTask Elapse(TestBed bed, TimeSpan time)
    {
        bed.Time.Advance(time);
        return default;
    }
}
