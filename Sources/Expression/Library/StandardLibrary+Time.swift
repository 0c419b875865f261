extension StandardLibrary {
  static func times(_ zoneOffset: ZoneOffset?) -> [Function] {
    let parts: [(String, @Sendable (CivilDate, Int64, Timestamp) -> Int64)] = [
      ("getFullYear", { date, _, _ in date.year }),
      ("getMonth", { date, _, _ in date.month - 1 }),
      ("getDate", { date, _, _ in date.day }),
      ("getDayOfMonth", { date, _, _ in date.day - 1 }),
      ("getDayOfWeek", { date, _, _ in date.dayOfWeek }),
      ("getDayOfYear", { date, _, _ in date.dayOfYear }),
      ("getHours", { _, second, _ in second / 3_600 }),
      ("getMinutes", { _, second, _ in second / 60 % 60 }),
      ("getSeconds", { _, second, _ in second % 60 }),
      ("getMilliseconds", { _, _, time in Int64(time.nanoseconds / 1_000_000) }),
    ]
    let ofTime = parts.map { name, part in
      Function(name, timeForms(part, zoneOffset))
    }
    return ofTime + spanParts
  }

  private static func timeForms(
    _ part: @escaping @Sendable (CivilDate, Int64, Timestamp) -> Int64,
    _ zoneOffset: ZoneOffset?
  ) -> [Overload] {
    let inUTC = unary(as: .receiver, .timestamp, .int) { value in
      guard case .timestamp(let time) = value else { throw mismatch }
      let (date, second) = time.civil()
      return .int(part(date, second, time))
    }
    let inZone = binary(as: .receiver, .timestamp, .string, .int) { value, zone in
      guard case .timestamp(let time) = value, case .string(let name) = zone else {
        throw mismatch
      }
      let offset = try offset(of: name, time, zoneOffset)
      let (date, second) = time.civil(offset: offset)
      return .int(part(date, second, time))
    }
    return [inUTC, inZone]
  }

  private static func offset(
    of name: String, _ time: Timestamp, _ zoneOffset: ZoneOffset?
  ) throws -> Int64 {
    if let fixed = FixedZone.offset(name) { return fixed }
    // A zone further than two days from UTC is no zone; adding it could leave the calendar.
    let range: ClosedRange<Int64> = -172_800...172_800
    if let found = zoneOffset?(name, time.seconds), range.contains(found) { return found }
    throw FunctionError(
      zoneOffset == nil
        ? "the time zone `\(name)` needs a table that this environment doesn't have"
        : "unknown time zone `\(name)`")
  }

  private static let spanParts: [Function] = {
    let parts: [(String, @Sendable (Int64) -> Int64)] = [
      ("getHours", { $0 / 3_600_000_000_000 }),
      ("getMinutes", { $0 / 60_000_000_000 }),
      ("getSeconds", { $0 / 1_000_000_000 }),
      ("getMilliseconds", { $0 / 1_000_000 % 1_000 }),
    ]
    return parts.map { name, part in
      let form = unary(as: .receiver, .duration, .int) { value in
        guard case .duration(let span) = value else { throw mismatch }
        return .int(part(span.nanoseconds))
      }
      return Function(name, [form])
    }
  }()
}
