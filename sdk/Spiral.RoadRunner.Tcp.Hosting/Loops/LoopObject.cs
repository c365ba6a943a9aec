using Microsoft.Extensions.DependencyInjection;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The object of one life of a loop and the scope of its services; disposing ends both.</summary>
internal sealed class LoopObject(LoopDefinition definition, IServiceScopeFactory scopes) : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope = scopes.CreateAsyncScope();
    private BackgroundLoop? _loop;

    /// <summary>Makes the object.</summary>
    public BackgroundLoop Create()
    {
        _loop = definition.Create(_scope.ServiceProvider);
        _loop.Name = definition.Name;
        return _loop;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (definition.OwnsObject && _loop is IAsyncDisposable later)
            {
                await later.DisposeAsync().ConfigureAwait(false);
            }
            else if (definition.OwnsObject && _loop is IDisposable disposable)
            {
                disposable.Dispose();
            }
        }
        finally
        {
            await _scope.DisposeAsync().ConfigureAwait(false);
        }
    }
}
