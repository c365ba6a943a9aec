namespace Spiral.RoadRunner.KeyValue.Tests;

/// <summary>The contract with every value encrypted.</summary>
public sealed class EncryptedContractTests : KeyValueContract
{
    public EncryptedContractTests()
        : this(new TestBed(new AesGcmTransform(new EncryptionKeyRing(new EncryptionKey("k", new byte[32])))))
    {
    }

    private EncryptedContractTests(TestBed bed)
        : base(() => new(bed.Storage), time => Elapse(bed, time))
    {
    }

    private static ValueTask Elapse(TestBed bed, TimeSpan time)
    {
        bed.Time.Advance(time);
        return default;
    }
}
