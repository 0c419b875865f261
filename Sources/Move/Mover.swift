public import Journal
public import Kernel
public import Store

/// Copies a whole city from one store into another, table by table in one consistent view, and
/// proves that the copy is what the source was.
///
/// The target bears a mark from its first row to the end of the proof, so that no program opens
/// half a city; a move that was interrupted is begun again from the start.
public struct Mover: Sendable {
  /// What a move is doing, for whoever waits.
  public enum Stage: String, Sendable {
    case copy, index, compare, verify, rebuild
  }

  /// One table that was moved.
  public struct Table: Hashable, Sendable {
    public let name: String
    public let digest: TableDigest
  }

  /// What was moved and proved.
  public struct Report: Sendable {
    public let tables: [Table]
    public let journal: Verifier.Report
    /// Whether an earlier move had been interrupted here.
    public let isBegunAgain: Bool
    public var rows: Int { tables.reduce(0) { $0 + $1.digest.rows } }
  }

  let migrations: [Migration]
  let tables: [TableShape]

  /// - Parameter migrations: every table of the program, module by module.
  public init(_ migrations: [Migration]) {
    self.migrations = migrations
    tables = TableShape.tables(of: migrations)
  }

  /// Moves everything. The source is only read; it must not be written to meanwhile.
  /// - Parameters:
  ///   - rebuilder: makes the state tables again in the target and compares, where one is given.
  ///   - progress: stage, how many rows or steps are done, and of how many.
  /// - Throws: `move.…` problems; the target then stays unfinished.
  public func move(
    from source: any Store, to target: any Store, rebuilder: Rebuilder? = nil,
    progress: @escaping @Sendable (Stage, Int, Int) -> Void = { _, _, _ in }
  ) async throws -> Report {
    let steps = try await requireCurrent(source)
    let isBegunAgain = try await prepare(target)
    let (moved, last) = try await copy(source, target, progress)
    try await makeIndexes(target, progress)
    try await compare(moved, target, progress)
    let journal = try await Verifier.verify(target) { progress(.verify, $0, Int(last)) }
    guard journal.isWhole else {
      throw Problem(
        .moveJournalBroken,
        ["count": String(journal.findings.count), "first": journal.findings.first?.text ?? ""])
    }
    if let rebuilder {
      let rebuilt = try await rebuilder.check(copy: target) { progress(.rebuild, $0, Int(last)) }
      guard rebuilt.differing.isEmpty else {
        throw Problem(
          .moveRebuildDiffers, ["tables": rebuilt.differing.joined(separator: ", ")])
      }
    }
    let now = try await source.read(EventReader.lastPosition)
    guard now == last else {
      throw Problem(.moveSourceWritten, ["moved": String(last), "found": String(now)])
    }
    try await finish(target, steps)
    return Report(tables: moved, journal: journal, isBegunAgain: isBegunAgain)
  }

  /// The steps of the source's schema, which must be this program's.
  private func requireCurrent(_ source: any Store) async throws -> [String: Int64] {
    try await source.requireFinished()
    let known = Dictionary(grouping: migrations, by: \.module).mapValues {
      Int64($0.map(\.number).max() ?? 0)
    }
    let found = try await source.read { reader in
      try reader.rows("SELECT module, max(number) FROM schema_step GROUP BY module", [])
    }
    let taken = Dictionary(found.map { ($0.text(0), $0.integer(1)) }) { $1 }
    for (module, number) in taken.sorted(by: { $0.key < $1.key })
    where number > known[module, default: 0] {
      throw Problem(
        .storeNewer,
        [
          "module": module, "found": String(number), "known": String(known[module, default: 0]),
        ])
    }
    for (module, number) in known.sorted(by: { $0.key < $1.key })
    where number > taken[module, default: 0] {
      throw Problem(
        .moveSourceOlder,
        [
          "module": module, "found": String(taken[module, default: 0]), "known": String(number),
        ])
    }
    return taken
  }
}

extension Problem.Kind {
  static let moveSourceOlder = Problem.Kind(
    "move.source-older", status: 409,
    zh: "源数据库的结构较旧(模块{module}在第{found}步，本程序到第{known}步)；请先用本程序启动一次服务，"
      + "使它更新，再停止服务并迁移。",
    en: "The source's schema is older (module {module} at step {found}, this program knows "
      + "{known}); serve it once with this program, stop, and move then.")
  static let moveTargetInUse = Problem.Kind(
    "move.target-in-use", status: 409,
    zh: "目标数据库里已有数据(模块{module})；请给一个新的文件或空的数据库。",
    en: "The target holds a store already (module {module}); name a new file or an empty "
      + "database.")
  static let moveDiffers = Problem.Kind(
    "move.differs", status: 500,
    zh: "表{table}迁移后不一致：源{expected}行，目标{found}行，行数相同则内容不同。目标未启用；"
      + "请检查磁盘后再迁移一次。",
    en: "The table {table} came out different: {expected} rows in the source, {found} in the "
      + "target; where the numbers agree, the content does not. The target is not in use; check "
      + "its disk and move again.")
  static let moveJournalBroken = Problem.Kind(
    "move.journal-broken", status: 409,
    zh: "日志有{count}处问题，第一处：{first}。目标未启用；请先用baodao verify核验源数据库，并从备份恢复。",
    en: "The journal has {count} findings, the first: {first}. The target is not in use; run "
      + "baodao verify on the source and restore it from a backup first.")
  static let moveRebuildDiffers = Problem.Kind(
    "move.rebuild-differs", status: 409,
    zh: "由日志重建后，这些表不同：{tables}。目标未启用；请对源数据库运行baodao rebuild后再迁移。",
    en: "A rebuild from the journal makes these tables different: {tables}. The target is not in "
      + "use; run baodao rebuild on the source and move again.")
  static let moveSourceWritten = Problem.Kind(
    "move.source-written", status: 409,
    zh: "迁移期间源数据库仍在写入(迁移到第{moved}条，现为第{found}条)；请停止所有节点后再迁移一次。",
    en: "The source was written to during the move (moved up to position {moved}, it is at "
      + "{found} now); stop every node and move again.")
}
