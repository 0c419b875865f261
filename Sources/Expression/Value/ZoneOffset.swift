/// Gives the offset from UTC in seconds of a named time zone at a time in seconds since 1970; nil
/// for an unknown name.
public typealias ZoneOffset = @Sendable (_ zone: String, _ seconds: Int64) -> Int64?

/// The time zones that need no table: UTC and fixed offsets.
enum FixedZone {
  /// Reads `UTC`, `Z`, `+08:00`, `-02:30` and `02:00`; nil for other names.
  static func offset(_ name: String) -> Int64? {
    if name.isEmpty || name == "UTC" || name == "Z" || name == "Etc/UTC" { return 0 }
    var reader = TextReader(name)
    let west = reader.take("-")
    if !west { _ = reader.take("+") }
    guard let hours = reader.number(digits: 2), reader.take(":"),
      let minutes = reader.number(digits: 2), reader.isAtEnd, hours < 24, minutes < 60
    else { return nil }
    let seconds = hours * 3_600 + minutes * 60
    return west ? -seconds : seconds
  }
}
