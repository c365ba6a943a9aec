using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Tcp;

namespace RoadRunner.Host.Tls;

/// <summary>The identity of a server, read again when its files change. Safe to use from any thread.</summary>
/// <remarks>
/// The files are compared by what is in them, so that a directory that is exchanged as a whole is noticed as well. Files that
/// cannot be used change nothing, with one record in the log: half of a pair may just have been written.
/// </remarks>
internal sealed class TlsIdentities : IDisposable
{
    /// <summary>How often the files are looked at.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly TlsConfiguration _tls;
    private readonly string _directory;
    private readonly string _server;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private TlsIdentity _current;
    private string _fingerprint;
    private string? _lastFault;
    private int _isLooking;

    /// <summary>Reads the files.</summary>
    /// <param name="tls">Where they are.</param>
    /// <param name="directory">Where relative paths start from.</param>
    /// <param name="server">The name of the server.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where changes are written.</param>
    /// <exception cref="TcpListenException">A file cannot be used; the message names its key and the reason.</exception>
    public TlsIdentities(TlsConfiguration tls, string directory, string server, TimeProvider time, ILogger logger)
    {
        (_tls, _directory, _server, _logger) = (tls, directory, server, logger);
        try
        {
            (_current, _fingerprint) = Load(TlsFiles.Read(tls, directory));
        }
        catch (TlsFileException fault)
        {
            throw new TcpListenException($"host.servers.{server}.tls.{fault.Key}{tls.Place.Suffix}: {fault.Message}", fault);
        }

        _timer = time.CreateTimer(static state => ((TlsIdentities)state!).Look(), this, Period, Period);
    }

    /// <summary>Gets what new connections are shown.</summary>
    public TlsIdentity Current => Volatile.Read(ref _current);

    public void Dispose() => _timer.Dispose();

    private (TlsIdentity Identity, string Fingerprint) Load(TlsFiles files)
    {
        var identity = TlsIdentity.Parse(files, _tls);
        var (subject, notAfter) = (identity.Certificate.Subject, identity.Certificate.NotAfter.ToUniversalTime());
        HostLog.CertificateLoaded(_logger, _server, subject, notAfter);
        return (identity, files.Fingerprint());
    }

    private void Look()
    {
        if (Interlocked.Exchange(ref _isLooking, 1) != 0)
        {
            return;
        }

        try
        {
            var files = TlsFiles.Read(_tls, _directory);
            var fingerprint = files.Fingerprint();
            if (fingerprint != _fingerprint)
            {
                _fingerprint = fingerprint;
                Volatile.Write(ref _current, Load(files).Identity);
                _lastFault = null;
            }
        }
        catch (TlsFileException fault)
        {
            Report(fault);
        }
        finally
        {
            Volatile.Write(ref _isLooking, 0);
        }
    }

    /// <summary>Says that the files cannot be used; once for the same reason.</summary>
    private void Report(TlsFileException fault)
    {
        if (fault.Message != _lastFault)
        {
            _lastFault = fault.Message;
            HostLog.CertificateKept(_logger, _server, fault.Key, fault.Message);
        }
    }
}
