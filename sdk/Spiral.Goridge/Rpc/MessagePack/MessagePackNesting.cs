using System.Runtime.CompilerServices;

namespace Spiral.Goridge.Rpc;

/// <summary>How many values each open array or map still expects.</summary>
[InlineArray(MessagePackReader.MaxDepth)]
internal struct MessagePackNesting
{
    private int _first;
}
