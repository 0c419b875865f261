public import Journal
public import Kernel
public import Matters
import Organisation
public import Pack
public import Photographs
import Store
import Territory

/// The way in for residents: a report with a few words, a place and a name.
extension City {
  /// What a resident wrote.
  public struct Report: Sendable, Hashable {
    public var text: String
    public var address: String
    public var area: String?
    public var category: String?
    public var name: String
    public var telephone: String

    public init(
      text: String, address: String, area: String?, category: String?, name: String,
      telephone: String
    ) {
      self.text = text
      self.address = address
      self.area = area
      self.category = category
      self.name = name
      self.telephone = telephone
    }
  }

  /// What a report would become, for the resident to look at before it is sent.
  public struct ReportOutlook: Sendable {
    /// Where it seems to be.
    public let area: String?
    /// The areas that may be meant where several are named alike.
    public let areas: [String]
    /// What it seems to be about.
    public let category: String?
    /// Public matters at work that say much the same.
    public let similar: [PublicMatter]
  }

  /// Most characters of each part of a report.
  public enum ReportLimits {
    public static let text = 4_000
    public static let address = 200
    public static let name = 50
    public static let telephone = 32
    /// Photographs of one report.
    public static let photographs = 4
    public static let photographMegabytes = PhotographLimits.bytesMax / 1_048_576
    static let title = 60
    /// Days back to which similar matters are looked for.
    static let days: Int64 = 60
    /// Matters that are compared.
    static let compared = 400
  }

  /// The channel of reports that come in here.
  public static let portalChannel = "web"

  /// Whoever reports without signing in: the matter's number and code lead back to it.
  private func stranger() throws(Problem) -> Actor {
    guard let role = pack.roles["resident"] else {
      throw Problem(.notFound, ["what": "role", "name": "resident"])
    }
    let grant = Grant(
      role: role.id, permissions: Set(role.permissions.map { Permission($0) }), unit: nil,
      areas: [], onlyOwnUnit: true)
    return Actor(id: "portal:web", name: "", grants: [grant])
  }

  /// The kind of matter that a form brings in: one whose answers may be published, without a sort,
  /// and not once a year.
  private func reportKind() throws(Problem) -> String {
    let kind = PublicMatters.kinds(pack).first { name in
      guard let record = pack.kinds[name]?.record else { return false }
      return record.sorts.isEmpty && !record.isYearly
    }
    guard let kind else { throw Problem(.notFound, ["what": "kind", "name": "public"]) }
    return kind
  }

  /// What a report would become.
  public func outlook(_ report: Report, at now: Instant) async throws -> ReportOutlook {
    var (area, areas) = (report.area, [String]())
    if area == nil {
      switch territory.find(title: report.address, text: report.text) {
      case .found(let found): area = found
      case .ambiguous(let several): areas = several
      case .none: break
      }
    }
    let engine = matters
    let category =
      report.category ?? engine.recognised(title: City.title(report.text), text: report.text)
    var filter = PublicMatters.Filter()
    filter.isClosed = false
    filter.from = now.advanced(byMilliseconds: -ReportLimits.days * Instant.millisecondsPerDay)
    filter.before = now.advanced(byMilliseconds: 1)
    let lately = filter
    let open = try await store.read {
      try PublicMatters(engine).matters(lately, limit: ReportLimits.compared, $0)
    }
    return ReportOutlook(
      area: area, areas: areas, category: category,
      similar: SimilarMatters.likest(to: report.text, in: area, among: open, territory))
  }

  /// Files a report.
  /// - Parameter key: names the form, so that sending it twice files one matter.
  public func file(_ report: Report, at now: Instant, key: String) async throws -> Outcome {
    var lines: [ReportText.Line] = []
    if !report.address.isEmpty { lines.append(ReportText.Line(ReportText.address, report.address)) }
    if !report.telephone.isEmpty { lines.append(ReportText.Line("电话", report.telephone)) }
    let area = try await outlook(report, at: now).area
    let input: JSON = [
      "kind": .string(try reportKind()), "title": .string(City.title(report.text)),
      "text": .string(ReportText(report.text, lines).text), "caller": .string(report.name),
      "channel": .string(City.portalChannel), "area": JSON(area), "category": JSON(report.category),
    ]
    return try await ActionCatalogue.all.perform(
      ActionCatalogue.Call("ReceiveMatter", input, by: try stranger(), at: now, key: key), self)
  }

  /// Attaches a photograph that a resident has sent to their matter, by its ticket.
  /// - Parameter key: names the form, so that sending it twice attaches it once.
  public func attach(
    ticket: String, toOwn id: Int64, at now: Instant, key: String
  ) async throws {
    guard let digest = try await photographDigest(ofTicket: ticket, at: now) else {
      throw Problem(.photographTicketWrong)
    }
    let caller = try resident(of: id)
    _ = try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(
        AttachPhotograph.declaration.name, on: id,
        ["digest": .string(digest), "purpose": "before"], by: caller, at: now,
        key: key + "-" + digest.prefix(16)), self)
  }

  /// The beginning of the first line.
  private static func title(_ text: String) -> String {
    let first = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? text
    return String(first.prefix(ReportLimits.title))
  }
}
