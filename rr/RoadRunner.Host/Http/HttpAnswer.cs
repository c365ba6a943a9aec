using System.Text;
using Microsoft.AspNetCore.Http;

namespace RoadRunner.Host.Http;

/// <summary>Writes the answers of the endpoints.</summary>
internal static class HttpAnswer
{
    /// <summary>The media type of plain answers.</summary>
    public const string PlainText = "text/plain; charset=utf-8";

    /// <summary>Answers with a plain text.</summary>
    public static Task TextAsync(HttpContext http, int code, string text) => BytesAsync(http, code, PlainText, Encoding.UTF8.GetBytes(text));

    /// <summary>Answers with bytes that are there already.</summary>
    public static Task BytesAsync(HttpContext http, int code, string contentType, ReadOnlyMemory<byte> body)
    {
        var response = http.Response;
        response.StatusCode = code;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        return response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }
}
