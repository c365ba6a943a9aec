using System.Globalization;
using System.Text;
using RoadRunner.Host.KeyValue;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.KeyValue;

/// <summary>What every driver owes its callers; each driver's tests inherit it.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    private protected static readonly CancellationToken None = TestContext.Current.CancellationToken;

    private protected abstract IKeyValueStore Store { get; }

    private protected abstract TimeProvider Time { get; }

    /// <summary>Gets how the driver's operations begin in error texts.</summary>
    private protected abstract string Operations { get; }

    public virtual async ValueTask InitializeAsync() => await Store.ClearAsync(None);

    public virtual async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Returns when this much time has passed for the store.</summary>
    private protected abstract Task PassAsync(TimeSpan time);

    private protected static KeyValueItem Item(string key, string value = "", string timeout = "") =>
        new(key, Encoding.UTF8.GetBytes(value), timeout);

    /// <summary>Writes the time a number of seconds from now as clients do.</summary>
    private protected string In(double seconds) =>
        (Time.GetUtcNow() + TimeSpan.FromSeconds(seconds)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    private protected Task SetAsync(params KeyValueItem[] items) => Store.SetAsync(items, None).Within();

    private protected Task ExpireAsync(params KeyValueItem[] items) => Store.ExpireAsync(items, None).Within();

    private protected Task DeleteAsync(params string[] keys) => Store.DeleteAsync(keys, None).Within();

    private protected Task<IReadOnlyList<string>> HasAsync(params string[] keys) => Store.HasAsync(keys, None).Within();

    private protected Task<IReadOnlyList<KeyValueItem>> GetAsync(params string[] keys) => Store.GetAsync(keys, None).Within();

    /// <summary>Returns keys and values as text: <c>a=1 b=2</c>.</summary>
    private protected async Task<string> TextAsync(params string[] keys) =>
        string.Join(' ', (await GetAsync(keys)).Select(item => $"{item.Key}={Encoding.UTF8.GetString(item.Value.Span)}"));

    /// <summary>Returns the timeout that is known of a key; null when none is.</summary>
    private protected async Task<string?> TimeoutAsync(string key) =>
        await Store.TtlAsync([key], None).Within() is [{ Timeout.Length: > 0 } item] ? item.Timeout : null;

    private protected static async Task<KeyValueException> FailsAsync(Func<Task> call) => await Assert.ThrowsAsync<KeyValueException>(call);
}
