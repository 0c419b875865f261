public import Expression

/// What became of the cases of some files.
public struct ConformanceReport: Sendable {
  /// A case that failed.
  public struct Failure: Sendable, Hashable {
    /// The name of the case.
    public let name: String
    /// Its expression.
    public let expression: String
    /// What the expression did instead of what was expected.
    public let reason: String
  }

  /// A case that was not run.
  public struct Skip: Sendable, Hashable {
    /// The name of the case.
    public let name: String
    /// What it needs, in one sentence without a full stop.
    public let reason: String
  }

  /// How many cases of a file passed, failed and were skipped.
  public struct Counts: Sendable, Hashable {
    /// The name of the file.
    public let file: String
    /// Cases that passed.
    public fileprivate(set) var passed = 0
    /// Cases that failed.
    public fileprivate(set) var failed = 0
    /// Cases that were not run.
    public fileprivate(set) var skipped = 0
  }

  /// How many cases passed.
  public var passed: Int { counts.reduce(0) { $0 + $1.passed } }
  /// The cases that failed, in order.
  public private(set) var failed: [Failure] = []
  /// The cases that were not run, in order.
  public private(set) var skipped: [Skip] = []
  /// The counts of each file, in order.
  public private(set) var counts: [Counts] = []

  /// Runs all cases of the files.
  /// - Parameter libraries: the extensions that they may use beside the standard library.
  public init(_ files: [ConformanceFile], libraries: [Library] = []) {
    for file in files {
      var count = Counts(file: file.name)
      for one in file.cases {
        switch one.run(libraries) {
        case .passed: count.passed += 1
        case .skipped(let reason):
          count.skipped += 1
          skipped.append(Skip(name: one.name, reason: reason))
        case .failed(let reason):
          count.failed += 1
          failed.append(Failure(name: one.name, expression: one.expression, reason: reason))
        }
      }
      counts.append(count)
    }
  }
}
