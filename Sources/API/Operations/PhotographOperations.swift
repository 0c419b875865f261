import City
import Journal
import Kernel
import Matters
import Photographs
import Store

/// The operations on photographs: sent as files and shown as files.
enum PhotographOperations {
  static let all = [attach, one]

  private static let types = Photograph.Kind.allCases.map(\.mediaType)

  private static let purpose = Operation.Parameter(
    "purpose", .query, .choice(MatterPhotograph.Purpose.allCases.map(\.rawValue)),
    Text(zh: "处置前（before，默认）或处置后（after）", en: "Before the work (the default) or after it"))

  /// A photograph that is damaged, of another type or too large is refused and leaves nothing.
  static let attach = Operation(
    "addPhotograph", .post, "/matters/{id}/photographs", tag: "matters",
    Text(zh: "上传照片并附在事项上", en: "Send a photograph and attach it to a matter"),
    permission: AttachPhotograph.declaration.permission,
    parameters: [
      ActionOperations.identifier, purpose, ActionOperations.keyHeader,
      ActionOperations.versionHeader, ActionOperations.codeHeader,
    ],
    upload: Operation.Upload(types: types, bytesMax: PhotographLimits.bytesMax),
    answer: .reference("Outcome"), refusals: [403, 404, 409, 412, 422]
  ) { city, request in
    guard
      let entry = ActionCatalogue.all.entries.first(where: {
        $0.declaration.name == AttachPhotograph.declaration.name
      })
    else { throw Problem(.notFound, ["what": "action", "name": "AttachPhotograph"]) }
    let (actor, subject) = try await ActionOperations.parties(entry, city, request)
    guard let subject else { throw Problem(.notFound, ["what": "matter", "name": ""]) }
    let photograph = try Photograph(request.bytes ?? [])
    let purpose =
      request.query["purpose"].flatMap(MatterPhotograph.Purpose.init(rawValue:)) ?? .before
    do {
      let outcome = try await city.attach(
        photograph, to: subject, as: purpose, by: actor, at: request.now,
        key: request.headers["idempotency-key"],
        expectedVersion: try ActionOperations.version(request))
      let standing = try await city.store.read {
        try ActionCatalogue.MatterStanding(outcome.subject, $0)
      }
      return .json(
        try await ActionOperations.facts(outcome, standing, entry, city),
        etag: String(outcome.version))
    } catch let problem as Problem where problem.kind == .versionConflict {
      throw Problem(.preconditionFailed, problem.arguments)
    }
  }

  static let one = Operation(
    "getPhotograph", .get, "/matters/{id}/photographs/{digest}", tag: "matters",
    Text(zh: "事项的一张照片", en: "Show a photograph of a matter"), permission: "matter.read",
    parameters: [
      ActionOperations.identifier,
      Operation.Parameter(
        "digest", .path, .text(max: 64), Text(zh: "照片摘要", en: "Digest of the photograph")),
      ActionOperations.codeHeader,
    ], answer: .anything, files: types, refusals: [403, 404]
  ) { city, request in
    let digest = request.path["digest"] ?? ""
    let matter = try await matter(city, request)
    guard let (bytes, type) = try await city.photograph(digest, of: matter) else {
      throw Problem(.notFound, ["what": "photograph", "name": String(digest.prefix(64))])
    }
    // The bytes under a digest are the same for ever; who may see them is not.
    return APIAnswer(
      headers: ["etag": "\"\(digest)\"", "cache-control": "private, no-cache"],
      .bytes(bytes, type: type))
  }

  /// The matter, for those whose posts cover it and for its caller.
  private static func matter(_ city: City, _ request: APIRequest) async throws -> Matter {
    guard let code = request.headers["matter-code"] else {
      return try await MatterOperations.found(request, city).matter
    }
    let (_, id) = try await city.caller(number: request.path["id"] ?? "", code: code)
    let engine = city.matters
    guard let matter = try await city.store.read({ try engine.loadWhole(id, $0) }) else {
      throw Problem(.codeWrong)
    }
    return matter
  }
}
