public import City
public import Kernel
import Matters
import Pack

/// Open311 GeoReport v2 of one city: the services that it offers, the requests for them, and what
/// becomes of each. What it tells without a key may be read by everybody.
public struct Open311: Sendable {
  /// What the city says of the interface.
  public struct Settings: Sendable {
    /// What the endpoint is for.
    public enum Purpose: String, Sendable, CaseIterable { case production, test }

    public var purpose: Purpose
    /// Whom to write or call about the interface; the city's name where it is empty.
    public var contact: String
    /// How to get a key; a sentence where it is empty.
    public var keyService: String
    /// When the services last changed.
    public var changedAt: Instant

    public init(
      purpose: Purpose = .production, contact: String = "", keyService: String = "",
      changedAt: Instant
    ) {
      self.purpose = purpose
      self.contact = contact
      self.keyService = keyService
      self.changedAt = changedAt
    }
  }

  /// Where all addresses begin.
  public static let base = "/open311"
  /// Most bytes of a body.
  public static let bodyBytesMax = 256 << 10
  /// The channel of matters that come in here.
  public static let channel = "open311"

  let city: City
  let settings: Settings
  /// The actor of a key; nil for none.
  let actor: @Sendable (String) -> Actor?

  public init(
    _ city: City, _ settings: Settings, actor: @escaping @Sendable (String) -> Actor?
  ) {
    self.city = city
    self.settings = settings
    self.actor = actor
  }

  /// What an address stands for.
  private enum Resource: Hashable {
    case discovery, services, requests, updates
    case service(String)
    case request(String)
    case token(String)
  }

  /// Answers one request. Refusals are answers, too.
  /// - Throws: what is no fault of the asker.
  public func answer(_ request: GeoRequest) async throws -> GeoAnswer {
    let (resource, format) = Open311.resource(request.path)
    do {
      guard let resource else {
        throw GeoRefusal(404, zh: "没有这个地址。", en: "There is nothing at this address.")
      }
      if request.method == .post, resource != .requests, resource != .updates {
        let refusal = GeoRefusal(405, zh: "此地址只接受GET。", en: "This address takes GET only.")
        return GeoAnswer(
          refusal.document(request.language), format, status: refusal.status, allowed: [.get])
      }
      return GeoAnswer(try await document(resource, request), format)
    } catch let refusal as GeoRefusal {
      return GeoAnswer(refusal.document(request.language), format, status: refusal.status)
    } catch let problem as Problem {
      let refusal = GeoRefusal([GeoRefusal.Fault(problem)])
      return GeoAnswer(refusal.document(request.language), format, status: refusal.status)
    }
  }

  /// The answer to a body that is longer than may be.
  public func tooLong(_ request: GeoRequest) -> GeoAnswer {
    let refusal = GeoRefusal(
      400, zh: "请求正文最多\(Open311.bodyBytesMax)字节。",
      en: "The body may have at most \(Open311.bodyBytesMax) bytes.")
    return GeoAnswer(
      refusal.document(request.language), Open311.resource(request.path).format,
      status: refusal.status)
  }

  /// The answer to a verb that no address takes.
  public func notAllowed(_ path: String, _ language: Language) -> GeoAnswer {
    let refusal = GeoRefusal(
      405, zh: "只接受GET和POST。", en: "Addresses here take GET and POST only.")
    return GeoAnswer(
      refusal.document(language), Open311.resource(path).format, status: refusal.status,
      allowed: GeoRequest.Method.allCases)
  }

  private func document(_ resource: Resource, _ request: GeoRequest) async throws -> GeoDocument {
    let fields =
      request.method == .post ? try request.form() : try FormFields(request.query.utf8)
    if resource == .discovery { return discovery(request) }
    // A key is asked for before anything is said.
    let actor = request.method == .post ? try sender(fields) : nil
    try requireJurisdiction(fields)
    switch (resource, actor) {
    case (.discovery, _): return discovery(request)
    case (.services, _): return services(request.language)
    case (.service(let code), _): return try definition(of: code, request.language)
    case (.token(let token), _): return try await tokenDocument(token)
    case (.request(let number), _): return try await one(number, request)
    case (.requests, let actor?): return try await file(fields, by: actor, request)
    case (.requests, nil): return try await list(fields, request)
    case (.updates, let actor?): return try await update(fields, by: actor, request)
    case (.updates, nil): return try await updates(fields, request)
    }
  }

  /// Reads `/open311/v2/services/CODE.xml`; XML where no format is named.
  private static func resource(_ path: String) -> (resource: Resource?, format: GeoFormat) {
    let segments = path.split(separator: "/", omittingEmptySubsequences: false).map {
      FormFields.decoded($0.utf8, plusIsSpace: false)
    }
    // An address that cannot be decoded has its format all the same.
    let stated = GeoFormat.allCases.first { path.hasSuffix("." + $0.rawValue) }
    guard let format = stated, let last = segments.last ?? nil, let dot = last.lastIndex(of: "."),
      segments.count >= 3, segments[0] == "", segments[1] == "open311"
    else { return (nil, stated ?? .xml) }
    let name = String(last[..<dot])
    let inner = segments[2..<(segments.count - 1)]
    if name == "discovery", inner.isEmpty || inner == ["v2"] { return (.discovery, format) }
    switch (inner, name) {
    case (["v2"], "services"): return (.services, format)
    case (["v2"], "requests"): return (.requests, format)
    case (["v2"], "servicerequestupdates"): return (.updates, format)
    case (["v2", "services"], _): return (.service(name), format)
    case (["v2", "requests"], _): return (.request(name), format)
    case (["v2", "tokens"], _): return (.token(name), format)
    default: return (nil, format)
    }
  }

  // MARK: Who and where

  /// Whoever holds the key of a form.
  private func sender(_ fields: FormFields) throws(GeoRefusal) -> Actor {
    guard let key = try fields.value("api_key") else {
      throw GeoRefusal(403, zh: "缺少api_key。", en: "api_key was not provided.")
    }
    guard let actor = actor(key) else {
      throw GeoRefusal(403, zh: "api_key无效。", en: "The api_key is not valid.")
    }
    return actor
  }

  /// The one city may be left out, or named by its pack or its number.
  private func requireJurisdiction(_ fields: FormFields) throws(GeoRefusal) {
    guard let asked = try fields.value("jurisdiction_id") else { return }
    guard asked == city.pack.id || asked == String(city.pack.jurisdiction) else {
      throw GeoRefusal([.unknown("jurisdiction_id", asked)])
    }
  }
}
