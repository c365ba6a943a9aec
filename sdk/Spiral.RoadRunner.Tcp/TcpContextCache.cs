using System.Diagnostics.CodeAnalysis;

namespace Spiral.RoadRunner.Tcp;

/// <summary>Remembers decoded contexts by their bytes, so that the events of a connection cost nothing to decode after the first one.</summary>
/// <remarks>
/// Two generations of at most <see cref="GenerationSize"/> entries: when the young one is full it becomes the old one. What is
/// used survives, what is not is forgotten, and memory stays bounded without anybody telling the cache that a connection ended,
/// which another worker may have been told.
/// </remarks>
internal sealed class TcpContextCache
{
    internal const int GenerationSize = 8192;

    private Generation _young = new();
    private Generation? _old;

    public TcpContext GetOrParse(ReadOnlySpan<byte> bytes)
    {
        if (_young.TryGet(bytes, out var context))
        {
            return context;
        }

        if (_old is null || !_old.TryGet(bytes, out context))
        {
            context = TcpContext.Parse(bytes);
            if (context.Event != TcpEvent.Data)
            {
                // Connected and Close come once in the life of a connection.
                return context;
            }
        }

        if (_young.Count == GenerationSize)
        {
            _old = _young;
            _young = new Generation();
        }

        _young.Add(bytes, context);
        return context;
    }

    private sealed class Generation
    {
        private readonly Dictionary<byte[], TcpContext> _entries;
        private readonly Dictionary<byte[], TcpContext>.AlternateLookup<ReadOnlySpan<byte>> _byBytes;

        public Generation()
        {
            _entries = new Dictionary<byte[], TcpContext>(ByteComparer.Instance);
            _byBytes = _entries.GetAlternateLookup<ReadOnlySpan<byte>>();
        }

        public int Count => _entries.Count;

        public bool TryGet(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out TcpContext? context) => _byBytes.TryGetValue(bytes, out context);

        public void Add(ReadOnlySpan<byte> bytes, TcpContext context) => _entries.Add(bytes.ToArray(), context);
    }

    private sealed class ByteComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly ByteComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
