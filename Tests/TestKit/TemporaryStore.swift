import Glibc
import Kernel
public import Store
public import StorePostgres
public import StoreSQLite

/// A store of its own in memory-backed space, gone with the object.
public func temporaryStore() throws -> SQLiteStore {
  try SQLiteStore(temporaryIn: try madeFolder())
}

/// A store in a database of its own on the test run's PostgreSQL.
public func postgresStore() throws -> any Store {
  try PostgresStore(
    PostgresSettings(address: try PostgresServer.running().newDatabase()), incarnation: "test")
}

extension PostgresServer {
  /// How a test's nodes reach a database. Where all tests run at once, a node may come to a word
  /// only after minutes, and counts as gone after a day.
  public static func settings(_ address: String) -> PostgresSettings {
    var settings = PostgresSettings(address: address)
    settings.leaseSeconds = 86_400
    return settings
  }
}

/// A folder in memory-backed space, removed with what lies in it when the test lets go of it.
public final class TemporaryFolder: Sendable {
  public let path: String

  public init() throws { path = try madeFolder() }

  deinit {
    for name in names(in: path) { unlink(path + "/" + name) }
    rmdir(path)
  }
}

/// The code of the problem that a closure ends in; nil where it ends well, the error's text for any
/// other.
public func problemCode(_ body: () async throws -> Void) async -> String? {
  do {
    try await body()
    return nil
  } catch {
    return (error as? Problem)?.kind.code ?? "\(error)"
  }
}

/// Why no folder could be made: the system's error number.
struct FolderFault: Error { let code: Int32 }

private func madeFolder() throws -> String {
  var template = Array("/dev/shm/baodao-test-XXXXXX".utf8CString)
  guard let made = mkdtemp(&template) else { throw FolderFault(code: errno) }
  return String(cString: made)
}
