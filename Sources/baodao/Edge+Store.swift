import Foundation
import Kernel
import Settings
import Store
import StorePostgres
import StoreSQLite
import Synchronization

/// How a node reaches a city's database, beside its address.
struct DatabaseSettings: Sendable {
  var isPooled = false
  var listenAddress = ""
  var readers = 4

  init() {}

  init(_ configuration: ServerConfiguration) {
    isPooled = configuration.storePooled
    listenAddress = configuration.storeListen
    readers = configuration.storeReaders
  }

  /// What the environment says, for commands; `serve` also takes arguments and a file.
  /// - Throws: `Problem` where a variable makes no sense.
  static func ofEnvironment() throws -> DatabaseSettings {
    let variables = ProcessInfo.processInfo.environment.filter {
      $0.key.hasPrefix("BAODAO_STORE_")
    }
    let read = Result { () throws(ConfigurationRefused) in
      try ConfigurationReader.read(environment: variables)
    }
    switch read {
    case .success(let configuration): return DatabaseSettings(configuration)
    case .failure(let refused): throw refused.problems[0]
    }
  }
}

/// The only place that knows which stores there are.
extension Edge {
  /// Stores with a node's number, which is given back at the end of the command.
  private static let opened = Mutex<[PostgresStore]>([])

  /// Lets the next commands have the numbers of this one's stores; there are not many.
  static func closeStores() async {
    let stores = opened.withLock { stores in
      defer { stores = [] }
      return stores
    }
    for store in stores {
      do { try await store.close() } catch { Output.note("baodao: \(error)") }
    }
  }

  /// Opens a store for writing.
  /// - Parameters:
  ///   - name: a file, or an address `postgres://…`.
  ///   - makes: whether a file is made where there is none. A database must be there.
  static func store(
    _ name: String, makes: Bool = false, _ database: DatabaseSettings? = nil
  ) throws -> any Store {
    if PostgresSettings.isAddress(name) {
      let start = random(16).map { String($0, radix: 16) }.joined(separator: ".")
      let settings = try postgres(name, database ?? .ofEnvironment())
      let store = try PostgresStore(settings, incarnation: start)
      opened.withLock { $0.append(store) }
      return store
    }
    guard makes || FileManager.default.fileExists(atPath: name) else {
      throw Problem(.fileMissing, ["path": name])
    }
    return try SQLiteStore(path: name)
  }

  /// Opens a store beside programs that may be writing to it.
  static func storeForReading(_ name: String) throws -> any Store {
    if PostgresSettings.isAddress(name) {
      return try PostgresStore(postgres(name, .ofEnvironment()), incarnation: nil)
    }
    guard FileManager.default.fileExists(atPath: name) else {
      throw Problem(.fileMissing, ["path": name])
    }
    return try SQLiteStore(path: name, readOnly: true)
  }

  private static func postgres(_ name: String, _ database: DatabaseSettings) -> PostgresSettings {
    var settings = PostgresSettings(address: name)
    settings.isPooled = database.isPooled
    settings.readers = database.readers
    settings.listenAddress = database.listenAddress.isEmpty ? nil : database.listenAddress
    return settings
  }
}
