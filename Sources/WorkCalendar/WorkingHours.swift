import Kernel

/// The hours of a working day in which time counts, such as 08:00–12:00 and 14:00–18:00.
public struct WorkingHours: Hashable, Sendable {
  /// One stretch of work without a break.
  public struct Span: Hashable, Sendable {
    /// Minutes since local midnight at which work begins, 0 ..< 1440.
    public let startMinute: Int
    /// Minutes since local midnight at which it ends, after the beginning and at most 1440.
    public let endMinute: Int

    /// - Throws: `WorkCalendarError.spanInvalid` where the end is not after the beginning or
    ///   either lies outside the day.
    public init(startMinute: Int, endMinute: Int) throws(WorkCalendarError) {
      guard startMinute >= 0, startMinute < endMinute, endMinute <= 1440 else {
        throw .spanInvalid("\(startMinute)–\(endMinute)")
      }
      self.startMinute = startMinute
      self.endMinute = endMinute
    }

    /// `08:00-12:00`.
    public var text: String { clock(startMinute) + "-" + clock(endMinute) }

    private func clock(_ minute: Int) -> String {
      padded(minute / 60, 2) + ":" + padded(minute % 60, 2)
    }

    var start: Int64 { Int64(startMinute) * 60_000 }
    var length: Int64 { Int64(endMinute - startMinute) * 60_000 }
  }

  /// Most spans in a day.
  public static let spansMax = 8

  /// In the order of the day, without overlap, at least one.
  public let spans: [Span]
  /// Working time of one working day, in milliseconds; a whole number of minutes.
  public let millisecondsPerDay: Int64

  /// - Throws: `WorkCalendarError` for no span, more than `spansMax`, or spans out of order or
  ///   overlapping.
  public init(_ spans: [Span]) throws(WorkCalendarError) {
    guard !spans.isEmpty else { throw .spansNone }
    guard spans.count <= WorkingHours.spansMax else { throw .spansTooMany(spans.count) }
    for (earlier, later) in zip(spans, spans.dropFirst())
    where earlier.endMinute > later.startMinute {
      throw .spanOrder(earlier.text, later.text)
    }
    self.spans = spans
    millisecondsPerDay = spans.reduce(0) { $0 + $1.length }
  }

  /// Reads `08:00-12:00,14:00-18:00`; the day may end at 24:00.
  ///
  /// - Throws: `WorkCalendarError` for another form, and as the other initialiser does.
  public init(_ text: String) throws(WorkCalendarError) {
    var spans: [Span] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "–" }
        .map { String($0.filter { !$0.isWhitespace }) }
      guard ends.count == 2, let start = WorkingHours.minute(ends[0]),
        let end = WorkingHours.minute(ends[1])
      else { throw .spanInvalid(String(part.prefix(40))) }
      spans.append(try Span(startMinute: start, endMinute: end))
    }
    try self.init(spans)
  }

  /// `08:00-12:00,14:00-18:00`.
  public var text: String { spans.map(\.text).joined(separator: ",") }

  private static func minute(_ text: String) -> Int? {
    if text == "24:00" { return 1440 }
    guard let time = millisecondOfDay(text), time % 60_000 == 0 else { return nil }
    return Int(time / 60_000)
  }
}

extension WorkingHours {
  /// Whether work goes on at this millisecond of a working day; a span holds its beginning, not
  /// its end.
  func contains(_ millisecondOfDay: Int64) -> Bool {
    spans.contains { (0..<$0.length).contains(millisecondOfDay - $0.start) }
  }

  /// Working time of a working day that lies before this millisecond of it.
  func worked(before millisecondOfDay: Int64) -> Int64 {
    spans.reduce(0) { $0 + min(max(millisecondOfDay - $1.start, 0), $1.length) }
  }

  /// The earliest millisecond of the day before which `worked` lies; 0 < `worked` ≤ the day's
  /// working time.
  func earliest(worked: Int64) -> Int64 {
    var rest = worked
    for span in spans {
      if rest <= span.length { return span.start + rest }
      rest -= span.length
    }
    preconditionFailure("more working time than the day has")
  }

  /// The latest millisecond of the day before which `worked` lies, while work goes on; 0 ≤
  /// `worked` < the day's working time.
  func latest(worked: Int64) -> Int64 {
    var rest = worked
    for span in spans {
      if rest < span.length { return span.start + rest }
      rest -= span.length
    }
    preconditionFailure("more working time than the day has")
  }
}
