public import Kernel

/// One numbered step of one module's schema. Steps are only ever added.
public struct Migration: Hashable, Sendable {
  /// What a step is for programs that do not know it.
  public enum Kind: Hashable, Sendable {
    /// They go on beside it: new tables, new indexes, new columns that may be left out.
    case expand
    /// They cannot: something that they read or write is gone or means something else.
    case contract
  }

  public let module: String
  /// 1, 2, 3 … without a gap.
  public let number: Int
  public let statements: [String]
  public let kind: Kind

  public init(
    _ module: String, _ number: Int, kind: Kind = .expand, _ statements: [String]
  ) {
    self.kind = kind
    self.module = module
    self.number = number
    self.statements = statements
  }
}

extension Store {
  /// Brings the schema up to date; steps already taken are skipped.
  /// - Throws: `store.newer` where a newer program has taken a step beside which this one cannot
  ///   work, `store.older-nodes` where a step would break programs that are still at work.
  public func migrate(_ migrations: [Migration]) async throws {
    let dialect = dialect
    try checkNumbers(migrations)
    try await declare(lastSteps(migrations))
    try await write { writer in
      try writer.run(Statement(dialect.fill(schemaTable)), [])
      try writer.run(Statement(dialect.fill(contractTable)), [])
      let taken = try stepsTaken(writer)
      try refuseNewer(taken, migrations, writer)
      let missing = migrations.filter { $0.number > taken[$0.module, default: 0] }
      let isNew = taken.isEmpty
      for migration in missing {
        if migration.kind == .contract {
          if !isNew { try refuseOlderNodes(migration, writer) }
          try writer.run(
            "INSERT INTO schema_contract (module, number) VALUES (?, ?)",
            [.text(migration.module), .integer(Int64(migration.number))])
        }
        for statement in migration.statements {
          try writer.run(Statement(dialect.fill(statement)), [])
        }
        try writer.run(
          "INSERT INTO schema_step (module, number) VALUES (?, ?)",
          [.text(migration.module), .integer(Int64(migration.number))])
      }
    }
  }

  /// Nothing is taken away from under a program that is at work.
  private func refuseOlderNodes(_ migration: Migration, _ writer: any Writing) throws {
    let nodes = try nodesBehind(migration.module, migration.number, writer)
    guard nodes.isEmpty else {
      throw Problem(
        .storeOlderNodes,
        [
          "module": migration.module, "number": String(migration.number),
          "nodes": nodes.joined(separator: ", "),
        ])
    }
  }
}

extension Store {
  /// Refuses a store beside whose schema this program cannot work; one of an older program, and one
  /// that a newer program has only added to, may pass.
  public func requireKnown(_ migrations: [Migration]) async throws {
    try await read { reader in
      try refuseNewer(try stepsTaken(reader), migrations, reader)
    }
  }

  /// Refuses a store that lacks something of the schema to which the migrations lead, or beside
  /// whose schema this program cannot work. Nothing is written.
  public func requireCurrent(_ migrations: [Migration]) async throws {
    let missing = try await read { reader in
      let taken = try stepsTaken(reader)
      try refuseNewer(taken, migrations, reader)
      return lastSteps(migrations).sorted { $0.key < $1.key }.first { $1 > taken[$0, default: 0] }
        .map { steps($0.key, taken[$0.key, default: 0], $0.value) }
    }
    if let missing { throw Problem(.storeOlder, missing) }
  }

  /// Refuses a store that has anything which this program does not know, for what makes tables
  /// anew: it would leave the rest behind.
  public func requireSame(_ migrations: [Migration]) async throws {
    try await requireCurrent(migrations)
    let (taken, known) = (try await read { try stepsTaken($0) }, lastSteps(migrations))
    for (module, number) in stepsAhead(taken, known) {
      throw Problem(.storeNewer, steps(module, number, known[module, default: 0]))
    }
  }
}

/// How a store's schema stands to a program.
public enum SchemaStanding: String, Sendable {
  /// Something that the program needs is missing, or it cannot work beside what is there.
  case unfit
  case same
  /// A newer program has added what this one does not know and need not know.
  case ahead

  public init(_ migrations: [Migration], _ reader: any Reading) throws {
    let (taken, known) = (try stepsTaken(reader), lastSteps(migrations))
    let isMissing = known.contains { $1 > taken[$0, default: 0] }
    if try isMissing || contractAhead(stepsAhead(taken, known), reader, knowing: known) != nil {
      self = .unfit
    } else {
      self = stepsAhead(taken, known).isEmpty ? .same : .ahead
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

/// The modules, in order, of which a newer program has taken steps that this one does not know.
private func stepsAhead(_ taken: [String: Int], _ known: [String: Int]) -> [(String, Int)] {
  taken.filter { $0.value > known[$0.key, default: 0] }.sorted { $0.key < $1.key }
    .map { ($0.key, $0.value) }
}

/// The first step taken beside which a program cannot work that does not know it.
/// - Parameter ahead: not empty only where a program has written that writes `schema_contract`.
private func contractAhead(
  _ ahead: [(String, Int)], _ reader: any Reading, knowing known: [String: Int]
) throws -> (String, Int)? {
  for (module, _) in ahead {
    let row = try reader.row(
      "SELECT max(number) FROM schema_contract WHERE module = ?", [.text(module)])
    if let number = row?.integerIfPresent(0), number > Int64(known[module, default: 0]) {
      return (module, Int(number))
    }
  }
  return nil
}

private func refuseNewer(
  _ taken: [String: Int], _ migrations: [Migration], _ reader: any Reading
) throws {
  if taken[UnfinishedStore.module] != nil { throw Problem(.storeUnfinished) }
  let known = lastSteps(migrations)
  guard let (module, number) = try contractAhead(stepsAhead(taken, known), reader, knowing: known)
  else { return }
  throw Problem(.storeNewer, steps(module, number, known[module, default: 0]))
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
  static let storeOlderNodes = Problem.Kind(
    "store.older-nodes", status: 409,
    zh: "数据库结构的一步(模块{module}第{number}步)会使仍在运行的旧版节点无法工作：{nodes}。"
      + "请先停止或升级这些节点，再启动本程序；被强行终止的节点两分钟后不再计入。",
    en: "A step of the schema (module {module}, step {number}) would break nodes of an older "
      + "program that are still at work: {nodes}. Stop or upgrade them, then start this one again; "
      + "a node that was killed counts for two minutes.")
  public static let schemaGap = Problem.Kind(
    "store.schema-gap", status: 500, zh: "模块{module}的第{expected}步缺失或顺序不对：遇到的是第{found}步。",
    en: "Step {expected} of module {module} is missing or out of order; step {found} was found.")
}

/// The table of those steps after which programs that do not know them cannot work.
public let contractTable = """
  CREATE TABLE IF NOT EXISTS schema_contract (
    module TEXT NOT NULL, number INTEGER NOT NULL CHECK (number > 0), PRIMARY KEY (module, number)
  ) {clustered}
  """

/// The table of the steps that were taken.
public let schemaTable = """
  CREATE TABLE IF NOT EXISTS schema_step (
    module TEXT NOT NULL, number INTEGER NOT NULL CHECK (number > 0), PRIMARY KEY (module, number)
  ) {clustered}
  """
