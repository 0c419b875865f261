import ArgumentParser

/// Measures the program against its limit.
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure the program against its limit.",
    subcommands: [BenchLifecycle.self, BenchExpressions.self])
}
