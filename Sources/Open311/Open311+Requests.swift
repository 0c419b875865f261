import City
import Kernel
import Matters
import Organisation
import Pack
import Store
import Territory

/// What everybody may know of requests.
extension Open311 {
  /// The two states of the specification.
  private enum Status: String, CaseIterable { case open, closed }

  /// Most numbers of one list.
  private static let numbersMax = GeoPage.sizeMax

  func list(_ fields: FormFields, _ request: GeoRequest) async throws -> GeoDocument {
    var filter = PublicMatters.Filter()
    var page = try GeoPage(FormFields([]))
    if let numbers = fields.list("service_request_id") {
      // Numbers override everything else.
      guard numbers.count <= Open311.numbersMax else {
        throw GeoRefusal(
          400, zh: "service_request_id最多\(Open311.numbersMax)个。",
          en: "At most \(Open311.numbersMax) service_request_id may be given.")
      }
      filter.numbers = numbers
    } else {
      page = try GeoPage(fields)
      let period = try GeoPeriod(fields, now: request.now, offset: city.pack.offset)
      (filter.from, filter.before) = (period.from, period.before)
      filter.categories = try categories(fields)
      filter.isClosed = try isClosed(fields)
    }
    let reader = PublicMatters(city.matters)
    let (wanted, offset, size) = (filter, page.offset, page.size)
    let matters = try await city.store.read {
      try reader.matters(wanted, offset: offset, limit: size, $0)
    }
    return .list(
      "service_requests", of: "request", matters.map { record($0, request.language) })
  }

  private func categories(_ fields: FormFields) throws(GeoRefusal) -> [String]? {
    guard let codes = fields.list("service_code") else { return nil }
    let known = Set(city.pack.categories.map(\.id))
    let faults = codes.filter { !known.contains($0) }.prefix(10)
    guard faults.isEmpty else {
      throw GeoRefusal(faults.map { .unknown("service_code", $0) })
    }
    return codes
  }

  /// Nil where both states are asked for.
  private func isClosed(_ fields: FormFields) throws(GeoRefusal) -> Bool? {
    guard let words = fields.list("status") else { return nil }
    var asked: Set<Status> = []
    for word in words {
      guard let status = Status(rawValue: word.lowercased()) else {
        throw GeoRefusal([.invalid("status", Text(zh: "open或closed", en: "open or closed"), word)])
      }
      asked.insert(status)
    }
    return asked.count == Status.allCases.count ? nil : asked.contains(.closed)
  }

  func one(_ number: String, _ request: GeoRequest) async throws -> GeoDocument {
    var filter = PublicMatters.Filter()
    filter.numbers = [try given(number, "service_request_id")]
    let matter = try await first(filter, "service_request_id", number)
    return .list("service_requests", of: "request", [record(matter, request.language)])
  }

  /// Every request gets its number at once, so that nobody is given a token; the identifier of the
  /// JSON interface is taken for one.
  func tokenDocument(_ token: String) async throws -> GeoDocument {
    let name = try given(token, "token")
    guard let identifier = Identifier<Matter>(name) else {
      throw GeoRefusal([.unknown("token", token)])
    }
    var filter = PublicMatters.Filter()
    filter.identifier = identifier.rawValue
    let matter = try await first(filter, "token", token)
    return .list(
      "service_requests", of: "request",
      [["service_request_id": .text(matter.number), "token": .text(name)]])
  }

  private func given(_ value: String, _ name: String) throws(GeoRefusal) -> String {
    guard !FormFields.isBlank(value) else { throw GeoRefusal([.missing(name)]) }
    return value
  }

  private func first(
    _ filter: PublicMatters.Filter, _ name: String, _ asked: String
  ) async throws -> PublicMatter {
    let reader = PublicMatters(city.matters)
    guard let matter = try await city.store.read({ try reader.matters(filter, limit: 1, $0) }).first
    else { throw GeoRefusal([.unknown(name, asked)]) }
    return matter
  }

  // MARK: One request

  /// The members in the order of the specification. Pictures are seen by nobody before they are
  /// told on, and the program knows no postal codes.
  private func record(_ matter: PublicMatter, _ language: Language) -> GeoDocument.Record {
    let offset = city.pack.offset
    func time(_ moment: Instant?) -> GeoDocument.Value { .text(moment?.geoText(offset)) }
    func filled(_ text: String) -> GeoDocument.Value { .text(text.isEmpty ? nil : text) }
    let category = city.pack.categories.first { $0.id == matter.category }
    let lead = matter.lead.flatMap { city.organisation.unit($0)?.name[language] }
    let isClosed = matter.phase == .closed
    return [
      "service_request_id": .text(matter.number),
      "status": .text((isClosed ? Status.closed : .open).rawValue),
      "status_notes": filled(matter.reply),
      "service_name": .text(category?.name[language]), "service_code": .text(matter.category),
      "description": filled(matter.description), "agency_responsible": .text(lead),
      "service_notice": .text(nil), "requested_datetime": time(matter.receivedAt),
      "updated_datetime": time(isClosed ? matter.closedAt : matter.updatedAt),
      "expected_datetime": time(matter.dueAt), "address": .text(address(of: matter)),
      "address_id": .text(matter.area), "zipcode": .text(nil),
      "lat": .number(matter.point?.latitude), "long": .number(matter.point?.longitude),
      "media_url": .text(nil),
    ]
  }

  /// The areas in which it lies, the smallest first. What the person gave as the address is not
  /// told.
  private func address(of matter: PublicMatter) -> String? {
    guard let area = matter.area else { return nil }
    return city.territory.chain(of: area).compactMap { city.territory.area($0)?.name }
      .joined(separator: ", ")
  }
}
