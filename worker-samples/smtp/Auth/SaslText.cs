using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace RoadRunner.Samples.Smtp;

/// <summary>Reads what clients answer to the challenges of AUTH.</summary>
internal static class SaslText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a text in base64, the answer of AUTH LOGIN. Null when it is none.</summary>
    public static string? Read(ReadOnlySpan<byte> base64)
    {
        // Base64 skips white space; a line has no reason to hold any.
        if (base64.ContainsAnyInRange((byte)0, (byte)' ') || base64.Length > SmtpLimits.AuthLine)
            return null;

        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        try
        {
            return Base64.DecodeFromUtf8(base64, bytes, out _, out var written) == OperationStatus.Done
                ? StrictUtf8.GetString(bytes, 0, written)
                : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Reads the answer of AUTH PLAIN, RFC 4616: who to act as (may be empty), user and password, with NUL between them.</summary>
    public static (string ActAs, SmtpCredentials Credentials)? ReadPlain(ReadOnlySpan<byte> base64)
    {
        var parts = Read(base64)?.Split('\0');
        return parts is [var actAs, var user, var password] && IsCredential(user) && IsCredential(password)
            ? (actAs, new SmtpCredentials(user, password))
            : null;
    }

    /// <summary>Says whether a user or a password has a length and characters that the RFC allows.</summary>
    public static bool IsCredential(string text) =>
        text.Length > 0 && Encoding.UTF8.GetByteCount(text) <= SmtpLimits.Credential && !text.Any(char.IsControl);
}
