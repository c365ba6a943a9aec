namespace RoadRunner.Benchmarks.Load;

/// <summary>The message that every connection sends: letters, no CR or LF inside, ended by CR LF.</summary>
internal static class LoadMessage
{
    public static readonly byte[] End = "\r\n"u8.ToArray();

    public static byte[] Create(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, End.Length + 1);
        var message = new byte[bytes];
        for (var index = 0; index < bytes - End.Length; index++)
        {
            message[index] = (byte)('a' + (index % 23));
        }

        End.CopyTo(message, bytes - End.Length);
        return message;
    }
}
