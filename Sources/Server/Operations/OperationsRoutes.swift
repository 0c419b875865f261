import API
import City
import Housekeeping
import HTTPTypes
import Hummingbird
import Journal
import Kernel
import Pack
import Settings
import Store

/// What those who watch over the server ask it.
struct OperationsRoutes: Sendable {
  let server: CityServer

  func add(to router: Router<CityRequestContext>) {
    // Whether the process is alive and its journal can be read.
    router.get("health") { _, _ in
      let position = try await server.city.store.read { try EventReader.lastPosition($0) }
      return Answer.json(["status": "ok", "position": .integer(position)])
    }
    router.get("ready") { request, _ in await ready(server.language(request)) }
    router.get("metrics") { request, context in try await metrics(request, context) }
  }

  private func ready(_ language: Language) async -> Response {
    let readiness = await Readiness.look(server)
    let faults = readiness.faults
    let reasons = faults.map { fault -> JSON in
      ["code": .string(fault.rawValue), "text": .string(fault.text[language])]
    }
    return Answer.json(
      [
        "status": faults.isEmpty ? "ready" : "unready", "reasons": .array(reasons),
        "schema": JSON(readiness.schema?.rawValue),
      ],
      status: faults.isEmpty ? .ok : .serviceUnavailable)
  }

  private func metrics(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    // Whoever may not read them does not learn that they are there.
    guard isWatcher(request, context) else {
      throw Problem(.notFound, ["what": "page", "name": request.uri.path])
    }
    let (city, now, clock) = (server.city, server.clock(), server.equipment.clock())
    let jurisdiction = city.pack.jurisdiction
    let journal = try await city.store.read {
      try JournalFigures(at: now, clock: clock, jurisdiction, $0)
    }
    let moment = MomentFigures.families(
      journal, city.store.load, server.equipment.process(), at: now, clock: clock)
    return Answer.text(
      server.equipment.metrics.page(moment), type: "text/plain; version=0.0.4; charset=utf-8")
  }

  /// From a configured network and straight, or with the secret. A proxy on the same machine that
  /// nobody has declared would make the whole world look like that machine.
  private func isWatcher(_ request: Request, _ context: CityRequestContext) -> Bool {
    let configuration = server.equipment.configuration
    let bearer = request.headers[.authorization].flatMap {
      $0.hasPrefix("Bearer ") ? Array($0.utf8.dropFirst(7)) : nil
    }
    let token = Array(configuration.metricsToken.utf8)
    if let bearer, !token.isEmpty, Self.isSame(bearer, token) { return true }
    let client = server.client(request, context)
    guard let address = client.address, !client.isThroughStranger else { return false }
    return configuration.metricsNetworks.contains { $0.contains(address) }
  }

  /// Compares in the same time wherever the two differ.
  private static func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
