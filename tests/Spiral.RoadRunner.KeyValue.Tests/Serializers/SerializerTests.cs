using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Spiral.RoadRunner.KeyValue.Tests;

public sealed class SerializerTests
{
    private readonly TestBed _bed = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Typed_value_is_stored_as_JSON()
    {
        await _bed.Storage.SetAsync("v", new Visitor("Ann", 3), VisitorContext.Default.Visitor, cancellationToken: Token).Within();

        Assert.Equal("""{"Name":"Ann","Visits":3}""", Encoding.UTF8.GetString(_bed.Server.Stored("v")));
        Assert.Equal(new Visitor("Ann", 3), (await _bed.Storage.GetAsync("v", VisitorContext.Default.Visitor, Token).Within()).Value);
        Assert.Equal(new Visitor("Ann", 3), (await _bed.Storage.TryGetAsync("v", VisitorContext.Default.Visitor, Token).Within()).Value);
    }

    [Fact]
    public async Task Zero_is_a_value_and_a_missing_number_is_not()
    {
        await _bed.Storage.TrySetAsync("zero", 0, VisitorContext.Default.Int32, cancellationToken: Token).Within();

        Assert.True((await _bed.Storage.GetAsync("zero", VisitorContext.Default.Int32, Token).Within()).IsFound);
        Assert.Equal(7, (await _bed.Storage.GetAsync("missing", VisitorContext.Default.Int32, Token).Within()).GetValueOrDefault(7));
    }

    [Fact]
    public async Task Serializer_of_a_storage_serves_all_its_values()
    {
        var visitors = _bed.Storage.As(VisitorContext.Default.Visitor);
        await visitors.SetAsync("a", new Visitor("Ann", 1), cancellationToken: Token).Within();
        await visitors.SetManyAsync([KeyValuePair.Create("b", new Visitor("Bo", 2))], TimeSpan.FromMinutes(1), Token).Within();
        Assert.True((await visitors.TrySetAsync("c", new Visitor("Cy", 3), cancellationToken: Token).Within()).IsSuccess);

        var all = await visitors.GetManyAsync(["c", "x", "a", "b"], Token).Within();

        Assert.Equal(["Cy", "-", "Ann", "Bo"], all.Select(result => result.GetValueOrDefault()?.Name ?? "-"));
        Assert.Equal(1, (await visitors.GetAsync("a", Token).Within()).Value.Visits);
        Assert.Equal(2, (await visitors.TryGetAsync("b", Token).Within()).Value.Visits);
        Assert.Same(_bed.Storage, visitors.Storage);
    }

    [Fact]
    public async Task Serializer_of_ones_own_can_be_given_per_call()
    {
        await _bed.Storage.SetAsync("n", 258, new BigEndian(), cancellationToken: Token).Within();

        Assert.Equal([0, 0, 1, 2], _bed.Server.Stored("n"));
        Assert.Equal(258, (await _bed.Storage.GetAsync("n", new BigEndian(), Token).Within()).Value);
    }

    [Fact]
    public async Task Value_that_cannot_be_read_is_a_typed_error_with_storage_and_key()
    {
        _bed.Server.Store("bad", 0xff, 0xfe);

        var text = await Assert.ThrowsAsync<SerializationException>(() => _bed.Storage.GetTextAsync("bad", Token).Within());
        var json = await Assert.ThrowsAsync<SerializationException>(() => _bed.Storage.GetAsync("bad", VisitorContext.Default.Visitor, Token).Within());

        Assert.Equal((SerializationError.CannotRead, "local", "bad"), (text.Error, text.Storage, text.Key));
        Assert.StartsWith("Can not decode the data of key \"bad\" in storage \"local\": ", text.Message, StringComparison.Ordinal);
        Assert.IsType<DecoderFallbackException>(text.InnerException);
        Assert.IsType<JsonException>(json.InnerException);
    }

    [Fact]
    public async Task Value_that_cannot_be_written_is_a_typed_error_and_nothing_is_sent()
    {
        var error = await Assert.ThrowsAsync<SerializationException>(() => _bed.Storage.SetTextAsync("k", "\ud800", cancellationToken: Token).Within());

        Assert.Equal(SerializationError.CannotWrite, error.Error);
        Assert.StartsWith("Can not encode the data of key \"k\"", error.Message, StringComparison.Ordinal);
        Assert.Empty(_bed.Methods);
    }

    [Fact]
    public async Task Transform_works_below_every_kind_of_value_and_its_errors_are_ours()
    {
        var storage = _bed.Storage.With(new Flip());
        await storage.SetAsync("bytes", new byte[] { 0x01 }, cancellationToken: Token).Within();
        await storage.SetTextAsync("text", "a", cancellationToken: Token).Within();
        await storage.SetManyAsync([new("many", new byte[] { 0x02 })], cancellationToken: Token).Within();

        Assert.Equal([0xfe], _bed.Server.Stored("bytes"));
        Assert.Equal([0x9e], _bed.Server.Stored("text"));
        Assert.Equal([0xfd], _bed.Server.Stored("many"));
        Assert.Equal([0x01], await storage.GetAsync("bytes", Token).Within());
        Assert.Equal("a", await storage.GetTextAsync("text", Token).Within());
        Assert.Equal([0xfe], await storage.With(null).GetAsync("bytes", Token).Within());
        _bed.Server.Store("empty");
        Assert.IsType<InvalidDataException>((await storage.TryGetAsync("empty", Token).Within()).Error?.InnerException);
        Assert.Equal(SerializationError.CannotWrite, (await Assert.ThrowsAsync<SerializationException>(() => storage.SetAsync("e", default, cancellationToken: Token).Within())).Error);
    }

    private sealed class BigEndian : IValueSerializer<int>
    {
        public void Write(IBufferWriter<byte> writer, int value)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(writer.GetSpan(4), value);
            writer.Advance(4);
        }

        public int Read(ReadOnlySpan<byte> bytes) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes);
    }

    private sealed class Flip : IValueTransform
    {
        public byte[] Apply(ReadOnlySpan<byte> value, string storage, string key) => Turn(value);

        public byte[] Revert(ReadOnlySpan<byte> stored, string storage, string key) => Turn(stored);

        private static byte[] Turn(ReadOnlySpan<byte> bytes) =>
            bytes.IsEmpty ? throw new InvalidDataException("nothing to flip") : Array.ConvertAll(bytes.ToArray(), value => (byte)~value);
    }
}
