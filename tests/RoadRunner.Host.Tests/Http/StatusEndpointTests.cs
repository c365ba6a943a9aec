using Microsoft.Extensions.Logging.Abstractions;
using RoadRunner.Host.Http;
using RoadRunner.Host.Tests.Rpc;
using RoadRunner.Host.Workers;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Http;

/// <summary>What orchestrators and monitors are told about a host.</summary>
public sealed class StatusEndpointTests : IAsyncLifetime
{
    private const string Well = """{"plugin_name":"tcp","error_message":"","status_code":200}""";

    private readonly FakeWorkers _workers = new(1);
    private readonly HostView _view;
    private readonly HttpServer _server;

    public StatusEndpointTests()
    {
        _view = ViewOf(new NamedPool("tcp", _workers));
        _server = ServerOf(EndpointOf(_view));
    }

    public async ValueTask InitializeAsync() => await _server.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("/health", $"200 [{Well}]")]
    [InlineData("/ready", $"200 [{Well}]")]
    [InlineData("/health?plugin=tcp", $"200 [{Well}]")]
    [InlineData("/ready?plugin=tcp&plugin=tcp", $"200 [{Well},{Well}]")]
    [InlineData("/health?plugin=http", "200 []")]
    [InlineData("/ready?plugin=jobs&plugin=tcp", $"200 [{Well}]")]
    [InlineData("/livez", "200 ok\n")]
    [InlineData("/readyz", "200 ok\n")]
    [InlineData("/jobs", "404 404 page not found\n")]
    [InlineData("/Health", "404 404 page not found\n")]
    public async Task A_host_that_serves_says_so(string path, string expected)
    {
        _view.Health.Started();

        Assert.Equal(expected, await _server.Address.GetAsync(path));
    }

    [Theory]
    [InlineData("/health", $"200 [{Well}]")]
    [InlineData("/ready", """599 [{"plugin_name":"tcp","error_message":"the host is starting","status_code":599}]""")]
    [InlineData("/livez", "200 ok\n")]
    [InlineData("/readyz", "503 the host is starting\n")]
    public async Task A_host_that_starts_is_not_ready(string path, string expected) => Assert.Equal(expected, await _server.Address.GetAsync(path));

    [Theory]
    [InlineData("/health", """599 [{"plugin_name":"tcp","error_message":"no worker of the pool tcp is alive","status_code":599}]""")]
    [InlineData("/ready?plugin=tcp", """599 [{"plugin_name":"tcp","error_message":"no worker of the pool tcp is ready","status_code":599}]""")]
    [InlineData("/ready?plugin=http", "200 []")]
    [InlineData("/livez", "200 ok\n")]
    [InlineData("/readyz", "503 no worker of the pool tcp is ready\n")]
    public async Task A_pool_without_workers_is_unavailable(string path, string expected)
    {
        var view = ViewOf(new NamedPool("other", _workers), new NamedPool("tcp", new FakeWorkers(0)));
        view.Health.Started();
        await using var server = ServerOf(EndpointOf(view));
        await server.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(expected, await server.Address.GetAsync(path));
    }

    [Theory]
    [InlineData("/health", $"200 [{Well}]")]
    [InlineData("/readyz", "200 ok\n")]
    public async Task A_pool_in_debug_mode_needs_no_worker_to_be_ready(string path, string expected)
    {
        var view = ViewOf(new NamedPool("tcp", new FakeWorkers(0)) { IsDebug = true });
        view.Health.Started();
        await using var server = ServerOf(EndpointOf(view));
        await server.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(expected, await server.Address.GetAsync(path));
    }

    [Theory]
    [InlineData("/health", "200 service is shutting down\n")]
    [InlineData("/ready", "503 service is shutting down\n")]
    [InlineData("/livez", "200 ok\n")]
    [InlineData("/readyz", "503 the host is stopping\n")]
    public async Task A_host_that_stops_says_so_as_RoadRunner_does(string path, string expected)
    {
        _view.Health.Started();
        _view.Health.Stopping();
        _view.Health.Started();

        Assert.Equal(expected, await _server.Address.GetAsync(path));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Nobody_can_change_anything(string method)
    {
        using var response = await _server.Address.SendAsync(new HttpMethod(method), "/livez");

        Assert.Equal(405, (int)response.StatusCode);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Answers_are_plain_and_nobody_keeps_them()
    {
        using var response = await _server.Address.SendAsync(HttpMethod.Head, "/health");

        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.False(response.Headers.Contains("Server"));
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_request_line_that_is_too_long_is_refused() =>
        Assert.StartsWith("414 ", await _server.Address.GetAsync($"/health?plugin={new string('x', 5000)}"), StringComparison.Ordinal);

    [Fact]
    public async Task An_error_of_the_host_is_told_without_its_text()
    {
        await using var server = new HttpServer(
            RelayAddress.Tcp("", 0), HostLogChannels.Status, static _ => throw new InvalidOperationException("a secret"), NullLoggerFactory.Instance, TimeProvider.System);
        await server.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal("127.0.0.1", server.Address.Host);
        Assert.Equal("500 500 internal server error\n", await server.Address.GetAsync("/"));
    }

    private static HostView ViewOf(params IReadOnlyList<NamedPool> pools) => new(pools, static () => [], TimeProvider.System);

    private static StatusEndpoint EndpointOf(HostView view) =>
        new(new StatusPage(view, new RecentProblems(TimeProvider.System)), view.Health, unavailableCode: 599);

    private static HttpServer ServerOf(StatusEndpoint endpoint) =>
        new(RelayAddress.Tcp("127.0.0.1", 0), HostLogChannels.Status, endpoint.AnswerAsync, NullLoggerFactory.Instance, TimeProvider.System);
}
