public import Kernel

/// A database that keeps what it has acknowledged.
///
/// Reads see a consistent snapshot. Units of work are run one after another in the order of
/// submission, each undone as a whole when it throws, and answered only once they are durable. A
/// body may be run more than once before its answer counts, so it must do nothing but ask and write
/// the store.
public protocol Store: Sendable {
  var dialect: Dialect { get }

  func read<Answer: Sendable>(
    _ body: @escaping @Sendable (any Reading) throws -> Answer
  ) async throws -> Answer

  /// Reads a few rows by their keys, on the caller's own thread where that is possible: handing
  /// so little to another takes longer than doing it.
  func glance<Answer: Sendable>(
    _ body: @escaping @Sendable (any Reading) throws -> Answer
  ) async throws -> Answer

  /// Queues a unit of work without waiting. Units are run in the order in which they were submitted
  /// by one caller. `completion` is called exactly once, after the commit or with the error that
  /// undid the unit.
  func submit<Answer: Sendable>(
    _ body: @escaping @Sendable (any Writing) throws -> Answer,
    completion: @escaping @Sendable (Result<Answer, any Error>) -> Void)

  /// Copies the whole store, consistently and while it is in use, into a new file.
  func backup(to path: String) async throws

  /// The number of this node among those that write to the store at the same time, 0 to 255.
  var node: Int { get }

  /// Whether other nodes may write to the store at the same time.
  var isShared: Bool { get }

  /// Tells the other nodes which steps of the schema this node's program knows, by module.
  func declare(_ steps: [String: Int]) async throws

  /// Names the nodes at work whose programs do not know a step of the schema, and lets go of those
  /// that have been silent for so long that they count as gone.
  func nodesBehind(_ module: String, _ number: Int, _ writer: any Writing) throws -> [String]

  /// Begins, or with nil ends, calling back after every commit of any node, soon and from any
  /// thread. One call may stand for several commits.
  func listen(_ listener: (@Sendable () -> Void)?)

  /// Waits for the units that were submitted and lets go of everything; nothing may be asked of the
  /// store afterwards.
  func close() async throws

  /// Looks through the database's own structure, where the store can.
  /// - Throws: `store.damaged` where something of it is broken.
  func refuseDamaged() async throws

  /// How many units were committed and in how many commits, since the store was opened.
  var commitCounts: (units: Int, commits: Int) { get }

  /// How busy the writer is.
  var load: CommitLoad { get }

  /// Begins, or with nil ends, telling somebody of every commit.
  func observe(_ observer: (any CommitObserver)?)
}

/// A store that knows of no queue and tells nobody.
extension Store {
  public func glance<Answer: Sendable>(
    _ body: @escaping @Sendable (any Reading) throws -> Answer
  ) async throws -> Answer {
    try await read(body)
  }

  public var node: Int { 0 }

  public var isShared: Bool { false }

  public func declare(_ steps: [String: Int]) async throws {}

  public func nodesBehind(
    _ module: String, _ number: Int, _ writer: any Writing
  ) throws -> [String] { [] }

  public func listen(_ listener: (@Sendable () -> Void)?) {}

  public func refuseDamaged() async throws {}

  public func close() async throws {}

  public var load: CommitLoad {
    CommitLoad(waiting: 0, units: commitCounts.units, commits: commitCounts.commits)
  }

  public func observe(_ observer: (any CommitObserver)?) {}
}

extension Store {
  /// Runs a unit of work and waits until it is durable.
  public func write<Answer: Sendable>(
    _ body: @escaping @Sendable (any Writing) throws -> Answer
  ) async throws -> Answer {
    try await withCheckedThrowingContinuation { continuation in
      submit(body) { continuation.resume(with: $0) }
    }
  }
}

extension Problem.Kind {
  public static let storeNoFile = Problem.Kind(
    "store.no-file", status: 409,
    zh: "这个数据库不是一个文件；请用 baodao move 复制它，或用 PostgreSQL 自己的备份。",
    en: "This store is no file; copy it with baodao move, or back it up by PostgreSQL's own means.")
  public static let storeBusy = Problem.Kind(
    "store.busy", status: 503, zh: "系统繁忙，排队已满，请稍后重试。",
    en: "The queue of writes is full; try again in a moment.")
  public static let storeLocked = Problem.Kind(
    "store.locked", status: 503, zh: "数据库“{path}”正由另一个程序写入；请先停止它，或只做查询。",
    en: "Another program is writing to the store “{path}”; stop it first, or only read.")
  public static let storeForeign = Problem.Kind(
    "store.foreign", status: 500, zh: "“{path}”不是报到的数据库：{found}",
    en: "“{path}” is not a store of this program: {found}")
  public static let storeNewer = Problem.Kind(
    "store.newer", status: 500, zh: "数据库由更新的版本写成(模块{module}第{found}步，本程序到第{known}步);请升级程序。",
    en:
      "The store was written by a newer version (module {module} at step {found}, this "
      + "program knows {known}); upgrade the program."
  )
}
