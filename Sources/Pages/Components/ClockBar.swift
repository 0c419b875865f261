public import Kernel
public import Matters

/// A clock drawn from its start to its deadline: what has run green or amber, what was late red,
/// pauses hatched, now as a line. The words beside it say the same.
public struct ClockBar: Component {
  /// One run of a clock, as it is drawn.
  public struct Run: Sendable {
    let limit: String
    let startedAt: Instant
    let dueAt: Instant
    let stoppedAt: Instant?
    let light: Matter.Light
    let pauses: [Pause]

    /// - Parameter limit: in the words of the rule.
    public init(
      limit: String, from startedAt: Instant, to dueAt: Instant, stopped stoppedAt: Instant? = nil,
      _ light: Matter.Light, pauses: [Pause] = []
    ) {
      self.limit = limit
      self.startedAt = startedAt
      self.dueAt = dueAt
      self.stoppedAt = stoppedAt
      self.light = light
      self.pauses = pauses
    }

    init(_ clock: MatterClock) {
      self.init(
        limit: clock.limit, from: clock.startedAt, to: clock.dueAt, stopped: clock.stoppedAt,
        clock.light, pauses: clock.pauses.map { Pause($0.from, until: $0.until) })
    }

    /// Since when it stands still; nil while it runs.
    var pausedAt: Instant? { pauses.last.flatMap { $0.until == nil ? $0.from : nil } }
  }

  /// A stretch of time that does not count; it is open while the clock stands still.
  public struct Pause: Sendable {
    let from: Instant
    let until: Instant?

    public init(_ from: Instant, until: Instant?) {
      self.from = from
      self.until = until
    }
  }

  private let name: String
  private let clock: Run
  private let now: Instant
  private let offset: UTCOffset
  private let language: Language

  public init(
    _ name: String, _ clock: MatterClock, now: Instant, offset: UTCOffset, _ language: Language
  ) {
    self.init(name, Run(clock), now: now, offset: offset, language)
  }

  public init(
    _ name: String, _ clock: Run, now: Instant, offset: UTCOffset, _ language: Language
  ) {
    self.name = name
    self.clock = clock
    self.now = now
    self.offset = offset
    self.language = language
  }

  private static let width = 600.0
  private static let height = 20.0

  /// Up to which moment it has run.
  private var end: Instant { max(clock.startedAt, clock.stoppedAt ?? now) }

  /// Where the drawing ends: at the deadline, or later where the clock ran on.
  private var last: Instant {
    let last = max(clock.dueAt, end)
    return last > clock.startedAt ? last : clock.startedAt.advanced(byMilliseconds: 1)
  }

  private func position(_ instant: Instant) -> Double {
    let start = Double(clock.startedAt.milliseconds)
    let share = (Double(instant.milliseconds) - start) / (Double(last.milliseconds) - start)
    return (min(1, max(0, share)) * ClockBar.width * 10).rounded() / 10
  }

  private var isPaused: Bool { clock.stoppedAt == nil && clock.pausedAt != nil }

  public var html: HTML {
    """
    <li class="clock"><div class="clock-head"><b>\(name)</b> \(LightMark(clock.light, language)) \
    <span class="clock-left">\(standing)</span></div>
    \(drawing)
    <div class="clock-foot"><span>\(clock.startedAt.minuteText(offset))</span>\
    <span>\(LimitText.text(clock.limit, language))</span><span>\(ClockWords.due[language]) \
    \(clock.dueAt.minuteText(offset))</span></div>\(pauses)</li>

    """
  }

  private var drawing: HTML {
    let run = min(end, clock.dueAt)
    let late: HTML = end > clock.dueAt ? part("clock-late", clock.dueAt, end) : .nothing
    let stretches = clock.pauses.map { pause -> HTML in
      hatch(pause.from, pause.until ?? end)
    }
    let mark: HTML = clock.stoppedAt == nil ? line("clock-now", position(now)) : .nothing
    let due: HTML = end > clock.dueAt ? line("clock-due", position(clock.dueAt)) : .nothing
    return """
      <svg class="clock-bar clock-\("\(clock.light)")" viewBox="0 0 600 20" \
      preserveAspectRatio="none" role="img" aria-label="\(name): \(spoken)">\
      <rect class="clock-track" width="600" height="20"></rect>\
      \(part("clock-run", clock.startedAt, run))\(late)\(stretches)\(due)\(mark)</svg>
      """
  }

  private func part(_ name: String, _ from: Instant, _ to: Instant) -> HTML {
    let (start, end) = (position(from), position(to))
    guard end > start else { return .nothing }
    return """
      <rect class="\(name)" x="\(String(start))" width="\(String(tenth(end - start)))" \
      height="20"></rect>
      """
  }

  private func line(_ name: String, _ x: Double) -> HTML {
    let place = String(min(ClockBar.width - 1, max(1, x)))
    return "<line class=\"\(name)\" x1=\"\(place)\" x2=\"\(place)\" y1=\"0\" y2=\"20\"></line>"
  }

  /// Slanting strokes over a stretch that does not count.
  private func hatch(_ from: Instant, _ to: Instant) -> HTML {
    let (start, end) = (position(from), position(to))
    guard end > start else { return .nothing }
    var strokes = ""
    var x = start
    while x < end {
      let top = min(end, x + ClockBar.hatchStep)
      let share = (top - x) / ClockBar.hatchStep
      strokes += "M\(tenth(x)) 20L\(tenth(top)) \(tenth(20 - 20 * share))"
      x += ClockBar.hatchStep
    }
    return "\(part("clock-pause", from, to))<path class=\"clock-hatch\" d=\"\(strokes)\"></path>"
  }

  private static let hatchStep = 8.0

  private func tenth(_ value: Double) -> Double { (value * 10).rounded() / 10 }

  /// How much is left, by how much it is late, or when it stopped.
  private var standing: String {
    if let stopped = clock.stoppedAt {
      let late = stopped > clock.dueAt
      let words = late ? ClockWords.stoppedLate : ClockWords.stoppedInTime
      let span = Span.words(from: clock.dueAt, to: stopped, language)
      return words.filled(["span": span], language)
    }
    if isPaused { return ClockWords.paused[language] }
    let span = Span.words(from: now, to: clock.dueAt, language)
    return (now > clock.dueAt ? ClockWords.late : ClockWords.left).filled(["span": span], language)
  }

  /// The drawing in words.
  private var spoken: String {
    ClockWords.spoken.filled(
      [
        "start": clock.startedAt.minuteText(offset), "due": clock.dueAt.minuteText(offset),
        "standing": standing, "pauses": String(clock.pauses.count),
      ], language)
  }

  private var pauses: HTML {
    if clock.pauses.isEmpty { return .nothing }
    let lines = clock.pauses.map { pause -> HTML in
      let until = pause.until?.minuteText(offset) ?? ClockWords.stillPaused[language]
      return "<li>\(Icon.pause)\(pause.from.minuteText(offset)) – \(until)</li>"
    }
    return "<ul class=\"clock-pauses\">\(lines)</ul>"
  }
}

/// A stretch of time as people say it, by its two largest units.
enum Span {
  static func words(from: Instant, to: Instant, _ language: Language) -> String {
    let (distance, isOver) = to.milliseconds.subtractingReportingOverflow(from.milliseconds)
    let minutes = isOver ? Int64.max / 60_000 : Int64(distance.magnitude / 60_000)
    let (days, hours, rest) = (minutes / 1_440, minutes / 60 % 24, minutes % 60)
    let parts: [(Int64, Text)] = [
      (days, ClockWords.days), (hours, ClockWords.hours), (rest, ClockWords.minutes),
    ]
    let first = parts.firstIndex { $0.0 > 0 } ?? 2
    let told = parts[first..<min(3, first + 2)].filter { $0.0 > 0 || parts[first].0 == 0 }
    let texts = told.map { $1.filled(["count": String($0)], language) }
    return texts.joined(separator: language == .chinese ? "" : " ")
  }
}
