import Glibc
import Kernel
import Store
import Synchronization
import TestKit
import Testing

@testable import StorePostgres

/// What only a store on PostgreSQL has: other nodes, a server that goes away, another's database.
@Suite struct PostgresTests {
  private func open(_ address: String, _ start: String) throws -> PostgresStore {
    try PostgresStore(PostgresServer.settings(address), incarnation: start)
  }

  @Test func `placeholders are numbered outside of quotes only`() {
    #expect(
      PostgresText("a = ? AND b = '?''?' AND \"?\" = ?").sql
        == "a = $1 AND b = '?''?' AND \"?\" = $2")
    #expect(PostgresText("?, ?").count == 2)
  }

  @Test func `an address is told without its password`() {
    let settings = PostgresSettings(address: "postgres://ann:s3cret@h1,h2/city?password=x")
    #expect(settings.publicAddress == "postgres://ann@h1,h2/city")
    #expect(PostgresSettings(address: "postgres://h1/city").publicAddress == "postgres://h1/city")
  }

  @Test func `numbers, sums, truths and absent values arrive as they are`() async throws {
    let store = try open(try PostgresServer.running().newDatabase(), "a")
    let row = try await store.read {
      try $0.row(
        """
        SELECT sum(v), avg(v), count(*), 1 = 1, max(v) > ?, NULL, ?, -sum(v), sum(v) * 10000
        FROM (SELECT CAST(7000000000 AS BIGINT) AS v UNION ALL SELECT 1) AS t
        """, [5, nil])
    }
    #expect(
      row?.values == [
        7_000_000_001, .real(3_500_000_000.5), 2, 1, 1, nil, nil, -7_000_000_001,
        70_000_000_010_000,
      ])
  }

  @Test func `nodes take different numbers and give them back`() async throws {
    let address = try PostgresServer.running().newDatabase()
    let first = try open(address, "a")
    let second = try open(address, "b")
    #expect([first.node, second.node] == [0, 1])
    try await first.close()
    #expect(try open(address, "c").node == 0)
  }

  @Test func `two nodes write at once and every position is taken once and in order`() async throws
  {
    let address = try PostgresServer.running().newDatabase()
    let nodes = [try open(address, "a"), try open(address, "b")]
    try await nodes[0].migrate(Note.migrations)
    let reading = Task {
      var last: Int64 = 0
      while last < 400 {
        let seen = last
        let numbers = try await nodes[1].read {
          try $0.rows("SELECT number FROM note WHERE number > ? ORDER BY number", [.integer(seen)])
        }.map { $0.integer(0) }
        // Whoever has seen one has seen all before it.
        #expect(numbers == numbers.indices.map { seen + 1 + Int64($0) })
        last = numbers.last ?? seen
      }
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in 0..<16 {
        group.addTask {
          for _ in 0..<25 {
            try await nodes[caller % 2].write { writer in
              let last = try writer.row("SELECT max(number) FROM note", [])
              try Note.insert((last?.integerIfPresent(0) ?? 0) + 1, writer)
            }
          }
        }
      }
      try await group.waitForAll()
    }
    try await reading.value
  }

  @Test func `a node hears of what another one wrote`() async throws {
    let address = try PostgresServer.running().newDatabase()
    let (first, second) = (try open(address, "a"), try open(address, "b"))
    try await first.migrate(Note.migrations)
    let heard = Gate()
    let isReady = Gate()
    second.listen { isReady.open() }
    await isReady.opened()
    second.listen { heard.open() }
    try await first.write { try Note.insert(1, $0) }
    await heard.opened()
    try await second.close()
  }

  @Test func `connections that are cut are made anew and no unit is lost or done twice`()
    async throws
  {
    let server = try PostgresServer.running()
    let address = try server.newDatabase()
    let store = try open(address, "a")
    try await store.migrate(Note.migrations)
    let database = try await store.read { try $0.row("SELECT current_database()", []) }?.text(0)
    let cutting = Task {
      for _ in 0..<12 {
        try await onOwnThread {
          _ = try server.sql(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = '\(database ?? "")' AND application_name = 'baodao'
            """)
        }
      }
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in 0..<8 {
        group.addTask {
          for number in stride(from: caller, to: 2_000, by: 8) {
            try await store.write { try Note.insert(Int64(number), $0) }
          }
        }
      }
      try await group.waitForAll()
    }
    try await cutting.value
    let numbers = try await store.read {
      try $0.rows("SELECT number FROM note ORDER BY number", [])
    }
    #expect(numbers.map { $0.integer(0) } == Array(0..<2_000))
  }

  @Test func `whether a batch was committed is found out after its connection broke`() throws {
    let settings = PostgresSettings(address: try PostgresServer.running().newDatabase())
    let session = PostgresSession(settings, incarnation: "a")
    try session.open()
    var patience = Patience(seconds: 20)
    let kept = try session.connected()
    try kept.begin(isReading: false, settings)
    let committed = try session.mark(kept)
    try kept.commit()
    session.drop()
    #expect(try session.wasCommitted(committed, &patience))
    var broken: PostgresConnection? = try session.connected()
    try broken?.begin(isReading: false, settings)
    let undone = try broken.map { try session.mark($0) }
    #expect(undone == committed + 1)
    session.drop()
    broken = nil
    // The server may still be ending the transaction: the answer waits for that.
    #expect(try !session.wasCommitted(committed + 1, &patience))
  }

  @Test func `what another server does not have yet is not acknowledged`() async throws {
    let server = try PostgresServer(isDurable: true)
    let store = try open(server.address("postgres"), "a")
    try await store.migrate(Note.migrations)
    try await onOwnThread { try PostgresTests.waitForNobody(server) }
    let isAcknowledged = Mutex(false)
    let writing = Task {
      try await store.write { try Note.insert(1, $0) }
      isAcknowledged.withLock { $0 = true }
    }
    // The commit, and then the question what came of it, wait for a server that there is not; the
    // server's own staff cuts both waits short.
    for _ in 0..<2 {
      try await onOwnThread { try PostgresTests.cutWaitForStandby(server) }
      #expect(!isAcknowledged.withLock { $0 })
    }
    try server.sql("ALTER SYSTEM RESET synchronous_standby_names")
    try server.sql("SELECT pg_reload_conf()")
    try await writing.value
    let kept = try await store.read { try $0.row("SELECT count(*) FROM note", [])?.integer(0) }
    #expect(kept == 1)
    try await store.close()
  }

  /// From now on each commit waits for another server, and there is none.
  private static func waitForNobody(_ server: PostgresServer) throws {
    try server.sql("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
    try server.sql("SELECT pg_reload_conf()")
    // The server's processes read their settings each in its own time: one commit after another is
    // tried until one waits.
    for _ in 0..<100 {
      let probe = try ChildProcess(
        "psql",
        [
          "-X", "-c", "SELECT pg_logical_emit_message(true, 'probe', '')",
          server.address("postgres"),
        ])
      while probe.isRunning {
        if try isWaitCut(server) { return }
        usleep(20_000)
      }
    }
    Issue.record("no commit waits for another server")
  }

  /// Waits until a commit waits for another server, and ends that wait; half a minute at the most.
  private static func cutWaitForStandby(_ server: PostgresServer) throws {
    for _ in 0..<300 {
      if try isWaitCut(server) { return }
      // The server tells nobody that a commit waits.
      usleep(100_000)
    }
    Issue.record("no commit waits for another server")
  }

  /// Ends the waits of commits for another server; answers whether there was one.
  private static func isWaitCut(_ server: PostgresServer) throws -> Bool {
    try server.sql(
      "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
    ).contains("t")
  }

  @Test func `another program's database is refused and left alone`() async throws {
    let server = try PostgresServer.running()
    let address = try server.newDatabase()
    let store = try PostgresConnection(PostgresSettings(address: address))
    try store.control("CREATE TABLE theirs (a INT)")
    try store.mark()
    let code = await problemCode { _ = try open(address, "a") }
    #expect(code == "store.foreign")
    let empty = try server.newDatabase()
    let reading = await problemCode {
      _ = try PostgresStore(PostgresSettings(address: empty), incarnation: nil)
    }
    #expect(reading == "store.foreign")
    _ = try open(empty, "a")
    let begun = await problemCode {
      _ = try PostgresStore(PostgresSettings(address: empty), incarnation: nil)
    }
    #expect(begun == "store.foreign")
  }

  @Test func `a database that orders texts by a language is refused`() async throws {
    let address = try PostgresServer.running().newDatabase(
      "TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'")
    let code = await problemCode { _ = try open(address, "a") }
    #expect(code == "store.postgres-order")
  }

  @Test func `a server that is not there is a problem`() async {
    let code = await problemCode { _ = try open("postgres://127.0.0.1:1/none", "a") }
    #expect(code == "store.away")
  }

  @Test func `a server that falls silent counts as gone and the work goes on elsewhere`()
    async throws
  {
    var settings = PostgresSettings(address: try PostgresServer.running().newDatabase())
    settings.silenceSeconds = 1
    let store = try PostgresStore(settings, incarnation: "a")
    try await store.migrate(Note.migrations)
    let process = try await store.write { writer in
      try writer.row("SELECT pg_backend_pid()", [])?.integer(0) ?? 0
    }
    // Its connection stays open and says nothing any more.
    #expect(kill(pid_t(process), SIGSTOP) == 0)
    defer { kill(pid_t(process), SIGCONT) }
    try await store.write { try Note.insert(1, $0) }
    let kept = try await store.read { try $0.row("SELECT count(*) FROM note", []) }
    #expect(kept?.integer(0) == 1)
    try await store.close()
  }

  @Test func `a wait for the turn is given up before the statement is`() throws {
    var settings = PostgresSettings(address: try PostgresServer.running().newDatabase())
    settings.statementSeconds = 2
    let (first, second) = (try PostgresConnection(settings), try PostgresConnection(settings))
    try first.begin(isReading: false, settings)
    try first.control("SELECT pg_advisory_xact_lock(7)")
    try first.awaitAnswers()
    try second.begin(isReading: false, settings)
    try second.control("SELECT pg_advisory_xact_lock(7)")
    let failure = #expect(throws: PostgresFailure.self) { try second.awaitAnswers() }
    #expect(failure?.isPassing == true, "\(String(describing: failure))")
  }

  @Test func `a question that nobody waits for any more is given up by the server`() async throws {
    let store = try open(try PostgresServer.running().newDatabase(), "a")
    let asking = Task { try await store.read { try $0.rows("SELECT pg_sleep(600)::TEXT", []) } }
    var isAsking = false
    while !isAsking {
      let asked = try await store.read {
        try $0.row("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%sleep(600)%'", [])
      }
      isAsking = (asked?.integer(0) ?? 0) > 1
    }
    asking.cancel()
    await #expect(throws: (any Error).self) { try await asking.value }
  }

  @Test func `a reader's store writes nothing`() async throws {
    let address = try PostgresServer.running().newDatabase()
    let writer = try open(address, "a")
    try await writer.migrate(Note.migrations)
    let reader = try PostgresStore(PostgresSettings(address: address), incarnation: nil)
    let code = await problemCode { try await reader.write { try Note.insert(1, $0) } }
    #expect(code == "store.read-only")
    #expect(
      await isRefused { try await reader.read { _ = try $0.rows("DELETE FROM note", []) } })
  }

  @Test func `behind a pool of transactions nothing is kept in a session`() async throws {
    var settings = PostgresSettings(address: try PostgresServer.running().newDatabase())
    settings.isPooled = true
    let store = try PostgresStore(settings, incarnation: "test")
    try await store.migrate(Note.migrations)
    try await store.write { writer in
      for number in 1...700 { try Note.insert(Int64(number), writer) }
    }
    await #expect(throws: (any Error).self) { try await store.write { try Note.insert(7, $0) } }
    try await store.write { try Note.insert(701, $0) }
    let (sum, kept) = try await store.read { reader in
      var sum: Int64 = 0
      try reader.forEachRow("SELECT number FROM note", []) {
        sum += $0.integer(0)
        return true
      }
      let kept = try reader.row("SELECT count(*) FROM pg_prepared_statements", [])
      return (sum, kept?.integer(0))
    }
    #expect(sum == 701 * 702 / 2)
    #expect(kept == 0)
    let heard = Gate()
    store.listen { heard.open() }
    await heard.opened()
    try await store.write { try Note.insert(702, $0) }
    let listening = try await store.read {
      try $0.row(
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND query LIKE 'LISTEN%'
        """, [])?.integer(0)
    }
    #expect(listening == 0)
  }
}
