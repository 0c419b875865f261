public import Kernel

/// One numbered step of one module's schema. Steps are only ever added.
public struct Migration: Hashable, Sendable {
  public let module: String
  /// 1, 2, 3 … without a gap.
  public let number: Int
  public let statements: [String]

  public init(_ module: String, _ number: Int, _ statements: [String]) {
    self.module = module
    self.number = number
    self.statements = statements
  }
}

extension Store {
  /// Brings the schema up to date; steps already taken are skipped. Refuses a store that a newer
  /// program wrote.
  public func migrate(_ migrations: [Migration]) async throws {
    let dialect = dialect
    try checkNumbers(migrations)
    try await write { writer in
      try writer.run(Statement(dialect.fill(schemaTable)), [])
      let taken = try stepsTaken(writer)
      if taken[UnfinishedStore.module] != nil { throw Problem(.storeUnfinished) }
      try refuseNewer(taken, migrations)
      for migration in migrations where migration.number > taken[migration.module, default: 0] {
        for statement in migration.statements {
          try writer.run(Statement(dialect.fill(statement)), [])
        }
        try writer.run(
          "INSERT INTO schema_step (module, number) VALUES (?, ?)",
          [.text(migration.module), .integer(Int64(migration.number))])
      }
    }
  }
}

extension Store {
  /// Refuses a store that a newer program wrote; a store of an older one may pass.
  public func requireKnown(_ migrations: [Migration]) async throws {
    let taken = try await read { try stepsTaken($0) }
    try refuseNewer(taken, migrations)
  }

  /// Refuses a store whose schema is not exactly the one that the migrations lead to. Nothing is
  /// written.
  public func requireCurrent(_ migrations: [Migration]) async throws {
    let taken = try await read { try stepsTaken($0) }
    try refuseNewer(taken, migrations)
    for (module, number) in lastSteps(migrations) where number > taken[module, default: 0] {
      throw Problem(.storeOlder, steps(module, taken[module, default: 0], number))
    }
  }
}

private func stepsTaken(_ reader: any Reading) throws -> [String: Int] {
  let rows = try reader.rows("SELECT module, max(number) FROM schema_step GROUP BY module", [])
  return Dictionary(rows.map { ($0.text(0), Int($0.integer(1))) }) { first, _ in first }
}

private func lastSteps(_ migrations: [Migration]) -> [String: Int] {
  Dictionary(grouping: migrations, by: \.module).mapValues { $0.map(\.number).max() ?? 0 }
}

private func refuseNewer(_ taken: [String: Int], _ migrations: [Migration]) throws(Problem) {
  let known = lastSteps(migrations)
  for (module, number) in taken where number > known[module, default: 0] {
    throw Problem(.storeNewer, steps(module, number, known[module, default: 0]))
  }
}

private func steps(_ module: String, _ found: Int, _ known: Int) -> [String: String] {
  ["module": module, "found": String(found), "known": String(known)]
}

/// A step that is left out or stands twice would leave stores that differ under one number.
private func checkNumbers(_ migrations: [Migration]) throws(Problem) {
  var last: [String: Int] = [:]
  for migration in migrations {
    let expected = last[migration.module, default: 0] + 1
    guard migration.number == expected else {
      throw Problem(
        .schemaGap,
        [
          "module": migration.module, "expected": String(expected),
          "found": String(migration.number),
        ])
    }
    last[migration.module] = expected
  }
}

extension Problem.Kind {
  public static let schemaGap = Problem.Kind(
    "store.schema-gap", status: 500, zh: "模块{module}的第{expected}步缺失或顺序不对：遇到的是第{found}步。",
    en: "Step {expected} of module {module} is missing or out of order; step {found} was found.")
}

/// The table of the steps that were taken.
public let schemaTable = """
  CREATE TABLE IF NOT EXISTS schema_step (
    module TEXT NOT NULL, number INTEGER NOT NULL CHECK (number > 0), PRIMARY KEY (module, number)
  ) {clustered}
  """
