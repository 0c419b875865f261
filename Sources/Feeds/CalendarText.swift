import Kernel

/// A calendar in the form of RFC 5545.
struct CalendarText: Sendable {
  /// Something with a time or a day.
  struct Event: Sendable {
    /// A moment, or a whole day.
    enum When: Sendable, Hashable {
      case moment(Instant)
      case day(CivilDate)
    }

    /// Unique in the world and the same each time.
    let id: String
    let start: When
    var end: Instant?
    let summary: String
    var description = ""
    let link: String
  }

  let name: String
  /// When the calendar was made.
  let stamp: Instant
  let events: [Event]

  /// Octets of a line without its end.
  static let lineMax = 75

  var text: String {
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Baodao//Baodao//ZH", "CALSCALE:GREGORIAN",
      "METHOD:PUBLISH", "NAME:" + CalendarText.escaped(name),
      "X-WR-CALNAME:" + CalendarText.escaped(name),
    ]
    for event in events { lines += self.lines(of: event) }
    lines.append("END:VCALENDAR")
    return lines.map { CalendarText.folded($0) + "\r\n" }.joined()
  }

  private func lines(of event: Event) -> [String] {
    var lines = [
      "BEGIN:VEVENT", "UID:" + CalendarText.escaped(event.id),
      "DTSTAMP:" + CalendarText.utc(stamp),
    ]
    switch event.start {
    case .moment(let moment): lines.append("DTSTART:" + CalendarText.utc(moment))
    case .day(let date):
      lines.append("DTSTART;VALUE=DATE:" + padded(date.compact, 8))
      lines.append("DTEND;VALUE=DATE:" + padded(date.advanced(byDays: 1).compact, 8))
    }
    // An end that is not later than the start is none.
    if case .moment(let start) = event.start, let end = event.end, end > start {
      lines.append("DTEND:" + CalendarText.utc(end))
    }
    lines.append("SUMMARY:" + CalendarText.escaped(event.summary))
    if !event.description.isEmpty {
      lines.append("DESCRIPTION:" + CalendarText.escaped(event.description))
    }
    return lines + ["URL:" + event.link, "TRANSP:TRANSPARENT", "END:VEVENT"]
  }

  /// `20260528T020000Z`.
  static func utc(_ moment: Instant) -> String {
    let local = moment.local(.utc)
    let second = Int(local.millisecondOfDay / 1000)
    return padded(local.date.compact, 8) + "T" + padded(second / 3600, 2)
      + padded(second / 60 % 60, 2) + padded(second % 60, 2) + "Z"
  }

  /// A value of the type TEXT; control characters, which it cannot hold, are left out.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var wasReturn = false
    for scalar in text.unicodeScalars {
      // A carriage return with its line feed is one line end.
      let isSecond = wasReturn && scalar == "\n"
      wasReturn = scalar == "\r"
      switch scalar {
      case "\\", ";", ",": result.append(contentsOf: ["\\", scalar])
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}":
        if !isSecond { result.append(contentsOf: ["\\", "n"]) }
      case "\t": result.append(scalar)
      default:
        if scalar.properties.generalCategory != .control { result.append(scalar) }
      }
    }
    return String(result)
  }

  /// A line in pieces of at most 75 octets, cut between what people see as characters; one that is
  /// longer than a line is cut within.
  static func folded(_ line: String) -> String {
    var pieces: [String] = []
    var piece = ""
    for character in line {
      let parts =
        character.utf8.count < lineMax
        ? [String(character)] : character.unicodeScalars.map { String($0) }
      for part in parts {
        // The space that begins a further line counts.
        let room = pieces.isEmpty ? lineMax : lineMax - 1
        if piece.utf8.count + part.utf8.count > room {
          pieces.append(piece)
          piece = ""
        }
        piece += part
      }
    }
    return (pieces + [piece]).joined(separator: "\r\n ")
  }
}
