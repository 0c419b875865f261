import City
import Housekeeping
import HTTPTypes
import Hummingbird
import Journal
import Kernel
import Logging
import Pack
import ServiceLifecycle
import Settings
import Store

/// Whether the server can do its work, and if not why.
struct Readiness: Sendable {
  /// What is wrong, by a name for programs.
  enum Fault: String, Sendable {
    case storeSilent = "store-silent"
    case schemaOld = "schema-old"
    case timersLate = "timers-late"
    case writesFull = "writes-full"
    case ending

    var text: Text {
      switch self {
      case .storeSilent: Text(zh: "数据库没有回答。", en: "The store does not answer.")
      case .schemaOld: Text(zh: "数据库的结构不是本程序的。", en: "The store's schema is not this program's.")
      case .timersLate: Text(zh: "期限处理迟到太久。", en: "Deadlines are hopelessly late.")
      case .ending: Text(zh: "程序正在停止。", en: "The program is ending.")
      case .writesFull: Text(zh: "排队的写入太多。", en: "Too many writes wait.")
      }
    }
  }

  /// Units of work that may wait while the server still counts as able.
  static let waitingMax = 50_000

  var faults: [Fault] = []
  /// How the store's schema stands to this program; nil where the store does not answer.
  var schema: SchemaStanding?

  static func faults(_ server: CityServer) async -> [Fault] { await look(server).faults }

  static func look(_ server: CityServer) async -> Readiness {
    let (city, now) = (server.city, server.clock())
    let lateMax = Int64(server.equipment.configuration.timerLateSecondsMax) * 1_000
    let isEnding = server.departure.isBegun || Task.isShuttingDownGracefully
    var found = Readiness(faults: isEnding ? [.ending] : [])
    if city.store.load.waiting > waitingMax { found.faults.append(.writesFull) }
    do {
      let jurisdiction = city.pack.jurisdiction
      let (standing, oldest) = try await city.store.read { reader in
        (
          try SchemaStanding(City.migrations, reader),
          try Timers.due(by: now, jurisdiction, reader).first?.due
        )
      }
      found.schema = standing
      if standing == .unfit { found.faults.append(.schemaOld) }
      if let oldest, now.milliseconds - oldest.milliseconds > lateMax {
        found.faults.append(.timersLate)
      }
    } catch {
      server.equipment.report("store does not answer", error)
      found.faults.append(.storeSilent)
    }
    return found
  }
}
