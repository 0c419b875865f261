import API
import City
import Housekeeping
import Hummingbird
import Kernel
import Matters
import Pages
import Photographs

/// Takes the photographs of a form in: each is kept on the shelf before anything else is looked at,
/// so that a form that comes back need not be filled with them again.
struct PhotographIntake: Sendable {
  let server: CityServer

  /// Most photographs of one form of somebody at work on a matter.
  static let formMax = 6

  /// What became of a form's photographs.
  struct Taken: Sendable {
    /// Opens each, in the order in which they came; every picture once.
    var tickets: [String] = []
    /// Why the first that was not taken was not.
    var problem: Problem?

    var kept: [KeptPhotograph] { tickets.map(KeptPhotograph.init) }
  }

  /// Keeps what a form has brought, and what it says was kept before.
  /// - Parameter stranger: the address of somebody without an account, who may send so many and no
  ///   more; nil for a person at work.
  func take(_ form: Form, atMost most: Int, stranger: String?) async throws -> Taken {
    let now = server.clock()
    var (taken, digests) = (Taken(), Set<String>())
    func add(_ ticket: String) async throws {
      guard let digest = try await server.city.photographDigest(ofTicket: ticket, at: now),
        digests.insert(digest).inserted
      else { return }
      guard taken.tickets.count < most else {
        taken.problem = taken.problem ?? Problem(.photographsMany, ["most": String(most)])
        return
      }
      taken.tickets.append(ticket)
    }
    for ticket in form.values(PhotographFields.Name.kept).prefix(Form.Limits.filesMax) {
      try await add(ticket)
    }
    let names = [PhotographFields.Name.camera, PhotographFields.Name.album]
    for file in form.files where names.contains(file.name) {
      guard taken.tickets.count < most else {
        taken.problem = taken.problem ?? Problem(.photographsMany, ["most": String(most)])
        break
      }
      do {
        try await add(try await keep(file, stranger, at: now))
      } catch let problem as Problem {
        taken.problem = taken.problem ?? PhotographIntake.refusal(of: file, problem)
      }
    }
    return taken
  }

  private func keep(
    _ file: Form.File, _ stranger: String?, at now: Instant
  ) async throws -> String {
    if file.isTooLarge {
      throw Problem(
        .photographFileTooLarge, ["most": String(PhotographLimits.bytesMax / 1_048_576)])
    }
    if let stranger {
      let answer = server.equipment.limits.uploads.take(
        stranger, at: server.equipment.monotonic())
      guard answer.isAllowed else {
        server.equipment.metrics.refusals.add(1, ["uploads"])
        throw Problem.tooMany(answer)
      }
    }
    let photograph = try Photograph(file.bytes)
    if stranger != nil { return try await server.city.keepForStranger(photograph, at: now) }
    let digest = try await server.city.keep(photograph, at: now)
    return try await server.city.photographTicket(digest, at: now)
  }

  /// The refusal with the name of the file, for several may have come.
  private static func refusal(of file: Form.File, _ problem: Problem) -> Problem {
    Problem(
      .photographRefused, field: PhotographFields.Name.album,
      [
        "name": file.fileName.isEmpty ? "?" : file.fileName, "zh": problem.text(.chinese),
        "en": problem.text(.english),
      ])
  }
}

extension Problem.Kind {
  static let photographRefused = Problem.Kind(
    "form.photograph-refused", status: 422, zh: "照片“{name}”没有收下：{zh}",
    en: "The photograph “{name}” was not taken: {en}")
  static let photographsMany = Problem.Kind(
    "form.photographs-too-many", status: 422, zh: "最多{most}张照片；多出的没有收下，其余已经传上来了。",
    en: "At most {most} photographs are taken; the others are here already.")
  static let photographFileTooLarge = Problem.Kind(
    "form.photograph-too-large", status: 422, zh: "文件超过{most}MB；请缩小后再传，或降低相机的分辨率。",
    en: "the file has more than {most} MB; make it smaller or take it with a lower resolution.")
}
