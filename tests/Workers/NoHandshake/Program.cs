// Reads what it is sent and never says a word on the wire; the end of its input is its end.
Console.Error.WriteLine("I have nothing to say.");
using var input = Console.OpenStandardInput();
input.CopyTo(Stream.Null);
