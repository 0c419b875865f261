import City
import Journal
import Kernel
import Matters
import Organisation
import Pack
import Store
import Territory

/// Taking a request in.
extension Open311 {
  /// Most characters of what the specification calls free text.
  static let descriptionMax = 4_000
  /// Most characters of any other field.
  private static let fieldMax = 300
  private static let addressMax = 1_000
  private static let mediaMax = 2_000
  /// Most characters of a title, which is the beginning of the description.
  private static let titleMax = 60

  /// A form that was read and found right.
  private struct Report {
    var description = ""
    var caller = ""
    var area: String?
    var account: String?
    var lines: [ReportText.Line] = []
    var faults: [GeoRefusal.Fault] = []
  }

  func file(
    _ fields: FormFields, by actor: Actor, _ request: GeoRequest
  ) async throws -> GeoDocument {
    guard let code = try fields.value("service_code") else {
      throw GeoRefusal([.missing("service_code")])
    }
    let category = try service(code)
    guard let kind = PublicMatters.kinds(city.pack).first(where: isSimple) else {
      throw GeoRefusal(
        400, zh: "本市没有可以公开受理的事项种类。", en: "The city has no kind of matter for public requests.")
    }
    var report = try report(fields)
    let answers = AttributeAnswers(fields.attributes, category, offset: city.pack.offset)
    report.faults += answers.faults
    if !report.faults.isEmpty { throw GeoRefusal(report.faults) }
    let first = report.description.split(whereSeparator: \.isNewline).first.map(String.init)
    let title = String((first ?? category.name.chinese).prefix(Open311.titleMax))
    let text = ReportText(
      report.description.isEmpty ? category.name.chinese : report.description,
      report.lines + answers.lines)
    let input: JSON = [
      "kind": .string(kind), "title": .string(title), "text": .string(text.text),
      "caller": .string(report.caller), "channel": .string(Open311.channel),
      "area": JSON(report.area), "category": .string(category.id),
    ]
    let outcome = try await ActionCatalogue.all.perform(
      ActionCatalogue.Call("ReceiveMatter", input, by: actor, at: request.now), city)
    return try await filed(outcome.subject, report.account, request.language)
  }

  /// Whether a form can bring in a matter of a kind: without a sort, and not once a year.
  private func isSimple(_ kind: String) -> Bool {
    guard let record = city.pack.kinds[kind]?.record else { return false }
    return record.sorts.isEmpty && !record.isYearly
  }

  private func filed(
    _ id: Int64, _ account: String?, _ language: Language
  ) async throws -> GeoDocument {
    let engine = city.matters
    guard let matter = try await city.store.read({ try engine.load(id, $0) }) else {
      throw Problem(.notFound, ["what": "matter", "name": String(id)])
    }
    let notice: Text
    if let lead = matter.lead.flatMap({ city.organisation.unit($0)?.name }) {
      let due = matter.clocks.first { $0.isRunning && $0.until == ClockMark.answer.rawValue }?
        .dueAt.minuteText(city.pack.offset)
      notice = Text(
        zh: "由\(lead.chinese)承办" + (due.map { "，\($0)前答复。" } ?? "。"),
        en: "\(lead.english) is responsible" + (due.map { " and answers by \($0)." } ?? "."))
    } else {
      notice = Text(
        zh: "已受理，正在确定承办单位。", en: "Received; the responsible unit is being determined.")
    }
    return .list(
      "service_requests", of: "request",
      [
        [
          "service_request_id": .text(matter.number), "service_notice": .text(notice[language]),
          "account_id": .text(account),
        ]
      ])
  }

  // MARK: The form

  private func report(_ fields: FormFields) throws(GeoRefusal) -> Report {
    var report = Report()
    func take(_ name: String, most: Int = Open311.fieldMax) throws(GeoRefusal) -> String? {
      guard let value = try fields.value(name).map(FormFields.trimmed) else { return nil }
      if value.count > most { report.faults.append(.tooLong(name, most)) }
      return value
    }
    report.description = try take("description", most: Open311.descriptionMax) ?? ""
    let address = try take("address_string", most: Open311.addressMax)
    let addressID = try take("address_id")
    let (latitude, longitude) = (try take("lat"), try take("long"))
    report.caller = Open311.name(try take("first_name"), try take("last_name"))
    report.account = try take("account_id")
    func add(_ label: String, _ value: String?) {
      if let value { report.lines.append(ReportText.Line(label, value)) }
    }
    add(ReportText.address, address)
    if address == nil, addressID == nil, latitude == nil, longitude == nil {
      report.faults.append(
        GeoRefusal.Fault(
          400, zh: "缺少位置：lat和long、address_string或address_id。",
          en: "A location was not provided: lat and long, address_string or address_id."))
    }
    place(latitude, longitude, &report)
    report.area = try area(addressID, address, report.description, &report)
    add("地址编码", addressID)
    add("电话", try take("phone"))
    add("邮箱", try take("email"))
    add("账号", report.account)
    add("设备", try take("device_id"))
    let media = try take("media_url", most: Open311.mediaMax)
    if let media, !Open311.isWebAddress(media) {
      report.faults.append(
        .invalid("media_url", Text(zh: "http或https网址", en: "an http or https URL"), media))
    }
    add("附件", media)
    return report
  }

  /// There is no map in the program yet: a point is kept as words, for a person to look at.
  private func place(_ latitude: String?, _ longitude: String?, _ report: inout Report) {
    guard latitude != nil || longitude != nil else { return }
    for (name, value, most) in [("lat", latitude, 90.0), ("long", longitude, 180.0)] {
      guard let value else {
        report.faults.append(.missing(name))
        continue
      }
      let isPlain = value.utf8.allSatisfy { (48...57).contains($0) || "+-.".utf8.contains($0) }
      guard isPlain, let degrees = Double(value), abs(degrees) <= most else {
        let range = "\(-Int(most))…\(Int(most))"
        report.faults.append(
          .invalid(name, Text(zh: "\(range)的度数", en: "degrees from \(range)"), value))
        continue
      }
    }
    let point = "\(latitude ?? ""),\(longitude ?? "")"
    report.lines.append(ReportText.Line(ReportText.coordinates, point))
  }

  /// Where it is: the area named by its code, or the one that the address speaks of; nil leaves it
  /// to the description and to arbitration.
  private func area(
    _ id: String?, _ address: String?, _ description: String, _ report: inout Report
  ) throws(GeoRefusal) -> String? {
    if let id {
      if city.territory.area(id) == nil {
        report.faults.append(
          .invalid("address_id", Text(zh: "辖区代码", en: "the code of an area"), id))
      }
      return id
    }
    guard let address, case .found(let area) = city.territory.find(title: address, text: "")
    else { return nil }
    return area
  }

  /// Chinese names begin with the family's.
  private static func name(_ given: String?, _ family: String?) -> String {
    let isLatin = ((given ?? "") + (family ?? "")).utf8.allSatisfy { $0 < 128 }
    let parts = isLatin ? [given, family] : [family, given]
    let name = parts.compactMap { $0 }.joined(separator: isLatin ? " " : "")
    return name.isEmpty ? "市民" : String(name.prefix(100))
  }

  static func isWebAddress(_ text: String) -> Bool {
    (text.hasPrefix("https://") || text.hasPrefix("http://"))
      && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !"<>\"{}|\\^`".utf8.contains($0) }
  }
}
