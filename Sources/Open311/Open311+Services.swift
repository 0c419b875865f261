import City
import Kernel
import Pack

/// What the city offers: the interface itself, its services, and the questions of each.
extension Open311 {
  private static let specification = "http://wiki.open311.org/GeoReport_v2"

  func discovery(_ request: GeoRequest) -> GeoDocument {
    let changed = settings.changedAt.geoText(city.pack.offset)
    let name = city.pack.name[request.language]
    let key = Text(
      zh: "向\(name)申请访问密钥；密钥就是登录密钥。",
      en: "Ask \(name) for a key; it is the secret of a sign-in.")
    let formats = GeoFormat.allCases.map { format in
      GeoDocument.Value.text(String(format.mediaType.prefix { $0 != ";" }))
    }
    let endpoint: GeoDocument.Record = [
      "specification": .text(Open311.specification),
      "url": .text(request.origin + Open311.base + "/v2"), "changeset": .text(changed),
      "type": .text(settings.purpose.rawValue), "formats": .list(of: "format", formats),
    ]
    let root: GeoDocument.Record = [
      "changeset": .text(changed),
      "contact": .text(settings.contact.isEmpty ? name : settings.contact),
      "key_service": .text(
        settings.keyService.isEmpty ? key[request.language] : settings.keyService),
      "endpoints": .list(of: "endpoint", [.record(endpoint)]),
    ]
    return GeoDocument(root: "discovery", value: .record(root))
  }

  func services(_ language: Language) -> GeoDocument {
    let names = Dictionary(city.pack.categories.map { ($0.id, $0.name) }) { first, _ in first }
    return .list(
      "services", of: "service",
      city.pack.categories.map { category in
        let group = category.parent.flatMap { names[$0] } ?? category.name
        let filing = category.filing[language]
        return [
          "service_code": .text(category.id), "service_name": .text(category.name[language]),
          "description": .text(filing.isEmpty ? category.name[language] : filing),
          "metadata": .flag(!category.attributes.isEmpty), "type": .text("realtime"),
          "keywords": .text(category.keywords.joined(separator: ", ")),
          "group": .text(group[language]),
        ]
      })
  }

  /// The category of a service code.
  func service(_ code: String) throws(GeoRefusal) -> CategoryRecord {
    guard !FormFields.isBlank(code) else { throw GeoRefusal([.missing("service_code")]) }
    guard let category = city.pack.categories.first(where: { $0.id == code }) else {
      throw GeoRefusal([.unknown("service_code", code)])
    }
    return category
  }

  func definition(of code: String, _ language: Language) throws(GeoRefusal) -> GeoDocument {
    let category = try service(code)
    let attributes = category.attributes.enumerated().map { index, attribute in
      GeoDocument.Value.record(Open311.definition(attribute, order: index + 1, language))
    }
    return GeoDocument(
      root: "service_definition",
      value: .record([
        "service_code": .text(category.id), "attributes": .list(of: "attribute", attributes),
      ]))
  }

  private static func definition(
    _ attribute: AttributeRecord, order: Int, _ language: Language
  ) -> GeoDocument.Record {
    let hint = attribute.hint[language]
    let members: [(name: String, value: GeoDocument.Value)] = [
      ("variable", .flag(attribute.isAsked)), ("code", .text(attribute.id)),
      ("datatype", .text(attribute.type.rawValue)), ("required", .flag(attribute.isRequired)),
      ("datatype_description", .text(hint.isEmpty ? nil : hint)), ("order", .whole(Int64(order))),
      ("description", .text(attribute.name[language])),
    ]
    guard attribute.type.isList else { return GeoDocument.Record(members) }
    let values = attribute.values.map { value in
      GeoDocument.Value.record(["key": .text(value.id), "name": .text(value.name[language])])
    }
    return GeoDocument.Record(members + [("values", .list(of: "value", values))])
  }
}
