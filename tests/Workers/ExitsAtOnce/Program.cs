// A worker that does not find what it needs.
Console.Error.WriteLine("Cannot open the database.");
Console.Error.WriteLine("Giving up.");
return 3;
