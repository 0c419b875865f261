import Kernel

/// The stretch of time that a list is about: at most ninety days, the latest ones where nothing is
/// said.
struct GeoPeriod: Sendable, Hashable {
  let from: Instant
  /// Just after the last moment.
  let before: Instant

  static let daysMax: Int64 = 90
  private static let span = daysMax * Instant.millisecondsPerDay

  init(_ fields: FormFields, now: Instant, offset: UTCOffset) throws(GeoRefusal) {
    let start = try GeoPeriod.moment("start_date", fields, offset)
    let end = try GeoPeriod.moment("end_date", fields, offset)
    let last =
      end ?? start.map { $0.advanced(byMilliseconds: GeoPeriod.span) } ?? now
    let first = start ?? last.advanced(byMilliseconds: -GeoPeriod.span)
    guard first <= last else {
      throw GeoRefusal(
        400, zh: "start_date晚于end_date。", en: "start_date lies after end_date.")
    }
    guard last.milliseconds - first.milliseconds <= GeoPeriod.span else {
      throw GeoRefusal(
        400, zh: "start_date至end_date最多\(GeoPeriod.daysMax)天。",
        en: "start_date to end_date may span at most \(GeoPeriod.daysMax) days.")
    }
    from = first
    // Moments are told in whole seconds: one that is asked for is the whole of it.
    let isWhole = last.milliseconds % 1000 == 0
    before = last.advanced(byMilliseconds: isWhole ? 1000 : 1)
  }

  /// A moment in the W3C's form with its zone, or a day.
  static func moment(
    _ name: String, _ fields: FormFields, _ offset: UTCOffset
  ) throws(GeoRefusal) -> Instant? {
    guard let value = try fields.value(name) else { return nil }
    guard let moment = moment(value, offset) else {
      throw GeoRefusal([
        .invalid(
          name,
          Text(
            zh: "带时区的W3C时间，如2026-05-28T08:00:00+08:00",
            en: "a W3C date with its zone, such as 2026-05-28T08:00:00+08:00"), value)
      ])
    }
    return moment
  }

  /// - Parameter offset: that of a day without a time; a time must state its own.
  static func moment(_ text: String, _ offset: UTCOffset) -> Instant? {
    var parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return CivilDate(text).map { Instant(startOf: $0, offset) } }
    // Clients forget to encode the plus sign, which a form reads as a space.
    let clock = parts[1].replacing(" ", with: "+")
    guard clock.contains(where: { "Z+-".contains($0) }) else { return nil }
    parts[1] = Substring(clock)
    return Instant(parts.joined(separator: "T"), offset: offset)
  }
}

/// Which part of a list is asked for.
struct GeoPage: Sendable, Hashable {
  let offset: Int
  let size: Int

  /// Most lines of a page, and how many there are where nothing is said.
  static let sizeMax = 1_000
  static let pagesMax = 1_000

  init(_ fields: FormFields) throws(GeoRefusal) {
    let page = try GeoPage.number("page", fields, most: GeoPage.pagesMax) ?? 1
    size = try GeoPage.number("page_size", fields, most: GeoPage.sizeMax) ?? GeoPage.sizeMax
    offset = (page - 1) * size
  }

  private static func number(
    _ name: String, _ fields: FormFields, most: Int
  ) throws(GeoRefusal) -> Int? {
    guard let value = try fields.value(name) else { return nil }
    guard let number = Int(value), (1...most).contains(number) else {
      throw GeoRefusal([
        .invalid(
          name, Text(zh: "1至\(most)的整数", en: "a whole number from 1 to \(most)"), value)
      ])
    }
    return number
  }
}

extension Instant {
  /// The moment as the specification's examples write it, in whole seconds.
  func geoText(_ offset: UTCOffset) -> String {
    Instant(milliseconds: milliseconds.floorDivided(by: 1000) * 1000).text(offset)
  }
}
