import CSQLiteSettings
import GRDB
import Kernel
public import Store
import Synchronization

/// A store in one SQLite file (WAL, synchronous=FULL) or, for tests, in memory.
public final class SQLiteStore: Store {
  public static let dialect = Dialect(
    name: "sqlite", strictTable: "STRICT", clusteredTable: "WITHOUT ROWID, STRICT", bytes: "BLOB",
    integer: "INTEGER", absentFirst: "")

  public var dialect: Dialect { SQLiteStore.dialect }

  private let pool: DatabasePool
  private let readers: ReaderLanes<SQLiteReader>
  private let connections = ConnectionRegister()
  private let queue: CommitQueue
  private let lock: WriterLock?
  private let temporaryFolder: String?

  /// Marks a file as a store of this program: "BD01".
  static let applicationIdentifier = 0x4244_3031
  /// Connections for reading.
  static let readersMax = 4

  /// Opens or creates the store in a file.
  /// - Parameters:
  ///   - readOnly: takes no writer's lock; every write is refused.
  /// - Throws: `Problem` where another program writes to the file, or the file is none of ours.
  public convenience init(path: String, readOnly: Bool = false) throws {
    try self.init(path: path, readOnly: readOnly, waitingMax: CommitQueue.waitingMax)
  }

  /// A store whose file lives in memory-backed temporary space and goes with the object.
  public convenience init(temporaryIn folder: String) throws {
    try self.init(temporaryIn: folder, waitingMax: CommitQueue.waitingMax)
  }

  init(path: String, readOnly: Bool, waitingMax: Int) throws {
    let file = try StoreFile(path)
    lock = readOnly ? nil : try WriterLock(path: file.path + ".lock", store: path)
    temporaryFolder = nil
    let address = readOnly ? file.readingAddress : file.path
    pool = try SQLiteStore.open(address, named: path, readOnly: readOnly)
    readers = SQLiteStore.readers(address, named: path)
    queue = CommitQueue(pool: pool, connections: connections, waitingMax: waitingMax)
  }

  init(temporaryIn folder: String, waitingMax: Int) throws {
    lock = nil
    temporaryFolder = folder
    let path = folder + "/store.sqlite"
    pool = try SQLiteStore.open(path, named: path, readOnly: false)
    readers = SQLiteStore.readers(path, named: path)
    queue = CommitQueue(pool: pool, connections: connections, waitingMax: waitingMax)
  }

  deinit {
    // Waits on the writer's queue for the units that were submitted and not awaited. Where a
    // completion held the last reference, this is that queue, and the pool closes itself when the
    // queue lets go of it.
    let isInsideUnit = queue.isRunningHere
    pool.unsafeReentrantWrite { _ in connections.finalizeAll() }
    if !isInsideUnit { try? pool.close() }
    if let temporaryFolder { removeFolder(temporaryFolder) }
  }

  /// What SQLite answered to the program's settings, asked once before the first connection: 0, or
  /// 21 where another library had opened one before.
  private static let settings = baodao_sqlite_settings()

  /// What every connection is set to: 64 MiB of pages of its own, 1 GiB of the file mapped.
  static let settingsOfConnections = [
    "temp_store = MEMORY", "cache_size = -65536", "mmap_size = 1073741824", "foreign_keys = ON",
  ]

  /// What the one that writes is set to beside that: a flush at each commit, and the log brought
  /// into the file at every 16 MiB.
  static let settingsOfWriter = ["synchronous = FULL", "wal_autocheckpoint = 4000"]

  /// - Parameter given: the path as it was asked for, for the words of a refusal.
  private static func open(_ path: String, named given: String, readOnly: Bool) throws
    -> DatabasePool
  {
    precondition(SQLiteStore.settings == 0 || SQLiteStore.settings == 21)
    do {
      let pool = try DatabasePool(path: path, configuration: configuration(given, readOnly))
      if !readOnly { try claim(pool) }
      return pool
    } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
      throw Problem(.storeForeign, ["path": given, "found": error.message ?? "SQLITE_NOTADB"])
    } catch let error as DatabaseError {
      throw SQLiteFailure(error)
    }
  }

  private static func configuration(_ given: String, _ readOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      for setting in settingsOfConnections { try database.execute(sql: "PRAGMA " + setting) }
      try refuseForeign(database, given, readOnly: readOnly)
    }
    return configuration
  }

  /// Connections of their own beside the library's pool, which looks at the schema before each
  /// question and hands every one to another thread.
  private static func readers(_ path: String, named given: String) -> ReaderLanes<SQLiteReader> {
    ReaderLanes(most: readersMax, label: "baodao.sqlite.reader") { job, lane in
      do {
        let reader =
          try lane.connection
          ?? SQLiteReader(path: path, configuration: configuration(given, true))
        lane.connection = reader
        try reader.ask(job)
        return nil
      } catch let error as DatabaseError {
        return SQLiteFailure(error)
      } catch {
        return error
      }
    }
  }

  private static func claim(_ pool: DatabasePool) throws {
    try pool.writeWithoutTransaction { database in
      // GRDB sets NORMAL when it turns WAL on, so FULL has to come after it (2026-11).
      for setting in settingsOfWriter { try database.execute(sql: "PRAGMA " + setting) }
      // Set anew it would be written anew, and a store that is refused later would be changed.
      let mark = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
      if mark != applicationIdentifier {
        try database.execute(sql: "PRAGMA application_id = \(applicationIdentifier)")
      }
    }
  }

  /// Looks before anything is written: GRDB's turning WAL on would already alter another program's
  /// file.
  private static func refuseForeign(_ database: Database, _ path: String, readOnly: Bool) throws {
    let mark = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    if mark == applicationIdentifier { return }
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    guard mark == 0, tables == 0, !readOnly else {
      throw Problem(
        .storeForeign, ["path": path, "found": "application_id \(mark), \(tables) tables"])
    }
  }

  /// Begins, or with nil ends, the recording of what is written, for a benchmark.
  public func record(into log: WriteLog?) { queue.log.withLock { $0 = log } }

  public var commitCounts: (units: Int, commits: Int) { queue.counts }

  public var load: CommitLoad { queue.load }

  public func observe(_ observer: (any CommitObserver)?) {
    queue.observer.withLock { $0 = observer }
  }

  public func read<Answer: Sendable>(
    _ body: @escaping @Sendable (any Reading) throws -> Answer
  ) async throws -> Answer {
    try await readers.read(body)
  }

  public func glance<Answer: Sendable>(
    _ body: @escaping @Sendable (any Reading) throws -> Answer
  ) async throws -> Answer {
    try await readers.glance(body)
  }

  public func submit<Answer: Sendable>(
    _ body: @escaping @Sendable (any Writing) throws -> Answer,
    completion: @escaping @Sendable (Result<Answer, any Error>) -> Void
  ) {
    let box = AnswerBox<Answer>()
    let unit = CommitQueue.Unit(
      run: { connection in
        let made = try body(connection)
        box.put(made)
      },
      finish: { failure in
        if let failure {
          completion(.failure(failure))
        } else if let made = box.take() {
          completion(.success(made))
        }
      })
    if !queue.append(unit) { completion(.failure(Problem(.storeBusy))) }
  }

  public func backup(to path: String) async throws {
    do {
      let copy = try DatabaseQueue(path: path)
      try pool.backup(to: copy)
      try copy.close()
    } catch let error as DatabaseError {
      throw SQLiteFailure(error)
    }
  }

  public func listen(_ listener: (@Sendable () -> Void)?) {
    queue.listener.withLock { $0 = listener }
  }

  /// The same, telling after each step how many pages are done, and of how many.
  public func backup(
    to path: String, progress: @escaping @Sendable (Int, Int) -> Void
  ) async throws {
    let copy = try DatabaseQueue(path: path)
    // One view of the store for all steps, so that writers neither wait nor show.
    try pool.backup(to: copy, pagesPerStep: 4_096) {
      progress($0.completedPageCount, $0.totalPageCount)
    }
    try copy.close()
  }

  /// Waits for the units that were submitted, brings what is in the log into the file, and closes
  /// it. Nothing may be asked of the store afterwards.
  public func close() async throws {
    let connections = connections
    readers.close()
    do {
      try await pool.writeWithoutTransaction { database in
        try database.checkpoint(.truncate)
        connections.finalizeAll()
      }
      try pool.close()
    } catch let error as DatabaseError {
      throw SQLiteFailure(error)
    }
  }

  /// Reads every page and refuses a file whose structure is broken; what the pages say is for the
  /// journal to prove.
  public func refuseDamaged() async throws {
    let rows = try await read { try $0.rows("PRAGMA quick_check(1)", []) }
    let words = rows.first?.text(0) ?? ""
    guard words == "ok" else {
      throw Problem(.storeDamaged, ["reason": words.split(separator: "\n").joined(separator: " ")])
    }
  }

  /// The setting that a store's durability rests on: 2 is FULL.
  func synchronousSetting() async throws -> Int {
    try await pool.writeWithoutTransaction {
      try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1
    }
  }
}
