using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Reads what was captured: one file for each connection, one line for each event.</summary>
public static class CaptureFile
{
    /// <summary>The pattern of the names of capture files.</summary>
    public const string Pattern = "capture-*.jsonl";

    // A body and a reply of 16 MiB each, in base64.
    private const int MostLineBytes = 64 * 1024 * 1024;
    private const int MostNamePart = 64;
    private const int HashDigits = 16;

    private static readonly SearchValues<char> SafeCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Returns the name of the file of a connection, without its folder: <c>capture-SERVER-UUID.jsonl</c>.</summary>
    /// <param name="server">The name of the server.</param>
    /// <param name="connectionUuid">The id of the connection.</param>
    /// <returns>A name of small letters, digits, hyphens, underscores and points; what has others, or is long, gets a hash in place of its end. Always the same for the same connection.</returns>
    public static string NameOf(string server, string connectionUuid)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(connectionUuid);
        return $"capture-{Safe(server)}-{Safe(connectionUuid)}.jsonl";
    }

    /// <summary>Reads the records of a file in their order.</summary>
    /// <param name="path">The file. It may grow meanwhile; what is there when its end is reached is read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The records; empty lines are skipped. Nothing is opened before the first one is asked for.</returns>
    /// <exception cref="CaptureFormatException">A line is no record, or longer than 64 MiB. The records before it have been returned.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async IAsyncEnumerable<CaptureRecord> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var reader = PipeReader.Create(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        try
        {
            for (var line = 1; ; line++)
            {
                var (record, isEnd) = await ReadLineAsync(reader, path, line, cancellationToken).ConfigureAwait(false);
                if (record is not null)
                {
                    yield return record;
                }

                if (isEnd)
                {
                    yield break;
                }
            }
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static async ValueTask<(CaptureRecord? Record, bool IsEnd)> ReadLineAsync(PipeReader reader, string path, int line, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = result.Buffer;
            var end = buffer.PositionOf((byte)'\n');
            if (end is not null || result.IsCompleted)
            {
                var bytes = end is null ? buffer : buffer.Slice(0, end.Value);
                var record = Parse(bytes, path, line);
                reader.AdvanceTo(end is null ? buffer.End : buffer.GetPosition(1, end.Value));
                return (record, end is null);
            }

            if (buffer.Length > MostLineBytes)
            {
                throw new CaptureFormatException(path, line, MostLineBytes, $"the line is longer than {MostLineBytes} bytes");
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private static CaptureRecord? Parse(ReadOnlySequence<byte> bytes, string path, int line)
    {
        var contiguous = bytes.IsSingleSegment ? bytes.FirstSpan : bytes.ToArray();
        return contiguous.Trim(" \t\r"u8).IsEmpty ? null : CaptureLineReader.Read(contiguous, path, line);
    }

    private static string Safe(string text)
    {
        if (text.Length is > 0 and <= MostNamePart && !text.AsSpan().ContainsAnyExcept(SafeCharacters))
        {
            return text;
        }

        var name = new StringBuilder();
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, MostNamePart - HashDigits - 1)))
        {
            name.Append(SafeCharacters.Contains(character) ? character : '_');
        }

        return name.Append('.').Append(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashDigits]).ToString();
    }
}
