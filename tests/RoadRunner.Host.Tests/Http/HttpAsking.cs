using System.Globalization;
using RoadRunner.TestKit;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Http;

/// <summary>Requests of an endpoint.</summary>
internal static class HttpAsking
{
    /// <summary>Asks for a path and returns the code and the text, with a space between.</summary>
    public static async Task<string> GetAsync(this RelayAddress address, string path)
    {
        using var response = await SendAsync(address, HttpMethod.Get, path);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken).Within();
        return string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {text}");
    }

    public static async Task<HttpResponseMessage> SendAsync(this RelayAddress address, HttpMethod method, string path)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://{address.Host}:{address.Port}/") };
        using var request = new HttpRequestMessage(method, path);
        return await client.SendAsync(request, TestContext.Current.CancellationToken).Within();
    }
}
