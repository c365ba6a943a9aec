// Reads what it is sent and never says a word; the end of its input is its end.
using var input = Console.OpenStandardInput();
input.CopyTo(Stream.Null);
