using RoadRunner.Integration.Fixture;

[assembly: AssemblyFixture(typeof(ProcessLedger))]
