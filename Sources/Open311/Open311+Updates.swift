import City
import Cryptography
import Journal
import Kernel
import Matters
import Organisation
import Pack
import Store

/// Updates of requests: the extension of FixMyStreet, which other clients use, too.
extension Open311 {
  private static let updateFieldMax = 100

  // MARK: Told

  func updates(_ fields: FormFields, _ request: GeoRequest) async throws -> GeoDocument {
    let period = try GeoPeriod(fields, now: request.now, offset: city.pack.offset)
    let page = try GeoPage(fields)
    let reader = PublicMatters(city.matters)
    let changes = try await city.store.read {
      try reader.changes(
        from: period.from, before: period.before, offset: page.offset, limit: page.size, $0)
    }
    return .list(
      "service_request_updates", of: "request_update",
      changes.map { record($0, request.language) })
  }

  private func record(
    _ change: PublicMatters.Change, _ language: Language
  ) -> GeoDocument.Record {
    [
      "update_id": .text(String(change.position)),
      "service_request_id": .text(change.matter.number),
      "status": .text(Open311.status(change.sort).rawValue),
      "updated_datetime": .text(change.at.geoText(city.pack.offset)),
      "description": .text(words(change, language)), "media_url": .text(nil),
    ]
  }

  private static func status(_ sort: PublicMatters.Change.Sort) -> ClientStatus {
    switch sort {
    case .assigned: .investigating
    case .answered, .rectified, .reopened, .reviewed, .ratedPoor: .open
    case .solved: .fixed
    case .unsolved: .noFurtherAction
    }
  }

  /// The reply where it may be told; what happened in other words.
  private func words(_ change: PublicMatters.Change, _ language: Language) -> String {
    let matter = change.matter
    let text: Text
    switch change.sort {
    case .assigned:
      let lead = matter.lead.flatMap { city.organisation.unit($0)?.name }
      text = Text(
        zh: lead.map { "由\($0.chinese)承办。" } ?? "已派单。",
        en: lead.map { "\($0.english) is responsible." } ?? "Handed to the responsible unit.")
    case .answered, .rectified:
      if !matter.reply.isEmpty { return matter.reply }
      text = Text(zh: "已答复来电人。", en: "The person who reported it was answered.")
    case .reopened, .reviewed, .ratedPoor: text = Text(zh: "已重新办理。", en: "Taken up again.")
    case .solved: text = Text(zh: "已办结：已解决。", en: "Closed: solved.")
    case .unsolved: text = Text(zh: "已办结：未解决。", en: "Closed: not solved.")
    }
    return text[language]
  }

  // MARK: Taken in

  /// An update as a client sends it.
  private struct Update {
    let id: String
    let number: String
    let status: ClientStatus
    let description: String
    let media: String?
  }

  func update(
    _ fields: FormFields, by actor: Actor, _ request: GeoRequest
  ) async throws -> GeoDocument {
    let update = try update(fields)
    let (id, phase) = try await reached(update.number, by: actor)
    let effect = try update.status.effect(isClosed: phase == .closed)
    let (action, input) = Open311.action(effect, update)
    let name = [actor.id, update.number, update.id].joined(separator: "\n")
    let key = "open311-" + Digest.hex(Digest.sha256(Array(name.utf8)))
    let outcome = try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(action, on: id, input, by: actor, at: request.now, key: key), city)
    return .list(
      "service_request_updates", of: "request_update",
      [["update_id": .text(String(outcome.position))]])
  }

  private static func action(
    _ effect: ClientStatus.Effect, _ update: Update
  ) -> (name: String, input: JSON) {
    switch effect {
    case .reopen: return ("ReopenMatter", ["reason": .string(update.description)])
    case .note:
      let head = "Open311 " + update.status.rawValue.uppercased()
      let parts = [update.description, update.media.map { "附件：" + $0 } ?? ""]
      let lines = parts.filter { !$0.isEmpty }
      return ("NoteMatter", ["text": .string(([head] + lines).joined(separator: "\n"))])
    }
  }

  /// The matter, where a post of the actor reaches it.
  private func reached(
    _ number: String, by actor: Actor
  ) async throws -> (id: Int64, phase: Phase) {
    let permissions: [Permission] = ["matter.note", "matter.reopen"]
    guard permissions.contains(where: actor.holds) else {
      throw Problem(.forbidden, ["permission": permissions[0].code])
    }
    let readers = permissions.map { MatterReader(city.matters, RowScope(actor, $0)) }
    let found = try await city.store.read { store -> (Int64, Phase)? in
      for reader in readers {
        if let (id, matter) = try reader.matter(number, store) { return (id, matter.phase) }
      }
      return nil
    }
    guard let found else { throw GeoRefusal([.unknown("service_request_id", number)]) }
    return found
  }

  private func update(_ fields: FormFields) throws(GeoRefusal) -> Update {
    var faults: [GeoRefusal.Fault] = []
    func take(_ name: String, most: Int = Open311.updateFieldMax) throws(GeoRefusal) -> String {
      guard let value = try fields.value(name).map(FormFields.trimmed) else {
        faults.append(.missing(name))
        return ""
      }
      if value.count > most { faults.append(.tooLong(name, most)) }
      return value
    }
    let id = try take("update_id")
    let number = try take("service_request_id")
    let word = try take("status")
    let status = ClientStatus(rawValue: word.lowercased())
    if status == nil, !word.isEmpty {
      let list = ClientStatus.allCases.map { $0.rawValue.uppercased() }.joined(separator: ", ")
      faults.append(.invalid("status", Text(list), word))
    }
    _ = try take("updated_datetime")
    do {
      _ = try GeoPeriod.moment("updated_datetime", fields, city.pack.offset)
    } catch {
      faults += error.faults
    }
    let description = try take("description", most: Open311.descriptionMax)
    let media = try fields.value("media_url").map(FormFields.trimmed)
    if let media, !Open311.isWebAddress(media) {
      faults.append(
        .invalid("media_url", Text(zh: "http或https网址", en: "an http or https URL"), media))
    }
    guard faults.isEmpty, let status else { throw GeoRefusal(faults) }
    return Update(
      id: id, number: number, status: status, description: description, media: media)
  }
}
