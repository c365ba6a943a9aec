using System.Runtime.InteropServices;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The options of a framing as a cutter needs them.</summary>
/// <param name="MaxMessageBytes">The largest message, without its delimiter.</param>
/// <param name="KeepDelimiter">Whether the message keeps its delimiter.</param>
/// <param name="Oversize">What happens to a message that is larger.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CutRules(long MaxMessageBytes, bool KeepDelimiter, TcpOversize Oversize);
