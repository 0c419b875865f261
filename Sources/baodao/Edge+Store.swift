import Foundation
import Kernel
import Settings
import Store
import StorePostgres
import StoreSQLite

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
}

/// The only place that knows which stores there are.
extension Edge {
  /// Opens a store for writing.
  /// - Parameters:
  ///   - name: a file, or an address `postgres://…`.
  ///   - makes: whether a file is made where there is none. A database must be there.
  static func store(
    _ name: String, makes: Bool = false, _ database: DatabaseSettings = DatabaseSettings()
  ) throws -> any Store {
    if PostgresSettings.isAddress(name) {
      let start = random(16).map { String($0, radix: 16) }.joined(separator: ".")
      return try PostgresStore(postgres(name, database), incarnation: start)
    }
    guard makes || FileManager.default.fileExists(atPath: name) else {
      throw Problem(.fileMissing, ["path": name])
    }
    return try SQLiteStore(path: name)
  }

  /// Opens a store beside programs that may be writing to it.
  static func storeForReading(_ name: String) throws -> any Store {
    if PostgresSettings.isAddress(name) {
      return try PostgresStore(postgres(name, DatabaseSettings()), incarnation: nil)
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
