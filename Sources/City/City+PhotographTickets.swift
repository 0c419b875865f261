import Cryptography
public import Kernel
import Matters
public import Photographs
import Pack
import Store

/// Photographs of people without an account. What they have sent waits on the shelf until their
/// form is done, and what their matter shows is shown to them: both by a ticket that this city has
/// signed, which opens one picture for some time and is of no use for any other.
extension City {
  /// Most photographs that wait to be attached, all together. A form that nobody finishes goes
  /// away with its photographs after a day.
  public static let waitingPhotographsMax: Int64 = 2_000

  /// Milliseconds for which a ticket opens at least.
  private static let ticketMilliseconds = PhotographShelf.waitMilliseconds

  /// Keeps a photograph of somebody who is not known. Answers its ticket.
  /// - Throws: `photograph.shelf-full` where too many wait already.
  public func keepForStranger(_ photograph: Photograph, at now: Instant) async throws -> String {
    let shelf = PhotographShelf(jurisdiction: pack.jurisdiction)
    let most = City.waitingPhotographsMax
    let digest = try await store.write { writer in
      guard try shelf.waiting(atMost: most, writer) < most else {
        throw Problem(.photographShelfFull)
      }
      return try shelf.keep(photograph, at: now, writer)
    }
    return try await photographTicket(digest, at: now)
  }

  /// A ticket for a photograph, the same for an hour, so that browsers keep the picture.
  public func photographTicket(_ digest: String, at now: Instant) async throws -> String {
    let hour = Instant.millisecondsPerHour
    let until = (now.milliseconds + City.ticketMilliseconds) / hour + 1
    return try await City.ticket(digest, until, secret())
  }

  /// The digest that a ticket opens at a moment; nil for one that is none or that is over.
  public func photographDigest(ofTicket ticket: String, at now: Instant) async throws -> String? {
    let parts = ticket.split(separator: "-", omittingEmptySubsequences: false)
    guard ticket.utf8.count < 200, parts.count == 3, let until = Int64(parts[1]), until > 0,
      until < Int64.max / Instant.millisecondsPerHour,
      now.milliseconds < until * Instant.millisecondsPerHour
    else { return nil }
    let own = try await City.ticket(String(parts[0]), until, secret())
    return City.isSame(Array(ticket.utf8), Array(own.utf8)) ? String(parts[0]) : nil
  }

  /// The picture that a ticket opens; nil where it opens none.
  public func photograph(
    ticket: String, at now: Instant
  ) async throws -> (bytes: [UInt8], mediaType: String)? {
    guard let digest = try await photographDigest(ofTicket: ticket, at: now) else { return nil }
    let shelf = PhotographShelf(jurisdiction: pack.jurisdiction)
    return try await store.read { try shelf.picture(digest, $0) }
  }

  private static func ticket(_ digest: String, _ until: Int64, _ secret: [UInt8]) -> String {
    let mark = Digest.hmac(Array("photograph/\(digest)/\(until)".utf8), key: secret)
    return "\(digest)-\(until)-\(Digest.hex(Array(mark.prefix(16))))"
  }

  private func secret() async throws -> [UInt8] {
    let jurisdiction = pack.jurisdiction
    return try await store.read { try CitySecret.secret(jurisdiction, $0) }
  }
}

extension Problem.Kind {
  static let photographTicketWrong = Problem.Kind(
    "photograph.ticket-wrong", status: 422,
    zh: "照片已经过了保存时间，请重新选择照片。",
    en: "The photograph is no longer kept; choose it again.")
  static let photographShelfFull = Problem.Kind(
    "photograph.shelf-full", status: 503,
    zh: "现在上传照片的人太多，暂时收不下照片；可以先不带照片提交，收到编号后再补。",
    en: "Too many photographs wait at the moment; send the report without them and add them later.")
}
