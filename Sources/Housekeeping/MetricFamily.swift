import Synchronization

/// One metric with all its series, as Prometheus understands it.
///
/// The number of series is bounded: whatever comes beyond is counted under the labels `other`.
public final class MetricFamily: Sendable {
  public enum Kind: String, Sendable {
    case counter, gauge, histogram
  }

  private struct Series {
    var value = 0.0
    /// Of a histogram: how many fell into each bucket, the last being the one without a bound.
    var counts: [UInt64] = []
  }

  let name: String
  let help: String
  let kind: Kind
  let labels: [String]
  let bounds: [Double]
  private let seriesMax: Int
  private let series = Mutex<[[String]: Series]>([:])

  /// Most series of one metric.
  public static let seriesMax = 2_000

  /// - Parameters:
  ///   - name: with its unit last, such as `baodao_request_seconds`.
  ///   - bounds: upper bounds of a histogram's buckets, growing.
  public init(
    _ kind: Kind, _ name: String, _ help: String, labels: [String] = [], bounds: [Double] = [],
    seriesMax: Int = MetricFamily.seriesMax
  ) {
    precondition(kind == .histogram || bounds.isEmpty)
    self.kind = kind
    self.name = name
    self.help = help
    self.labels = labels
    self.bounds = bounds
    self.seriesMax = seriesMax
  }

  private func change(_ values: [String], _ body: (inout Series) -> Void) {
    precondition(values.count == labels.count)
    series.withLock { series in
      let isKnown = series[values] != nil || series.count < seriesMax
      let key = isKnown ? values : labels.map { _ in "other" }
      body(&series[key, default: Series()])
    }
  }

  /// Counts on, or moves a gauge.
  public func add(_ amount: Double = 1, _ values: [String] = []) {
    change(values) { $0.value += amount }
  }

  public func set(_ amount: Double, _ values: [String] = []) {
    change(values) { $0.value = amount }
  }

  /// Puts a value into a histogram.
  public func observe(_ amount: Double, _ values: [String] = []) {
    let bucket = bounds.firstIndex { amount <= $0 } ?? bounds.count
    change(values) { series in
      if series.counts.isEmpty { series.counts = Array(repeating: 0, count: bounds.count + 1) }
      series.counts[bucket] += 1
      series.value += amount
    }
  }

  /// The value of a counter or gauge, or the count of a histogram; 0 for a series never seen.
  public func value(_ values: [String] = []) -> Double {
    series.withLock {
      guard let known = $0[values] else { return 0 }
      return kind == .histogram ? Double(known.counts.reduce(0, +)) : known.value
    }
  }

  /// The sum of all series whose label has a value of a beginning; of all without one.
  public func total(of label: String? = nil, beginningWith value: String = "") -> Double {
    let index = label.flatMap { labels.firstIndex(of: $0) }
    return series.withLock { series in
      series.reduce(0) { sum, line in
        let isMeant = index.map { line.key[$0].hasPrefix(value) } ?? true
        return isMeant ? sum + line.value.value : sum
      }
    }
  }

  /// As Prometheus reads it (text format 0.0.4).
  var text: String {
    let all = series.withLock { $0 }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    var lines = ["# HELP \(name) \(help)", "# TYPE \(name) \(kind.rawValue)"]
    for (values, series) in all {
      guard kind == .histogram else {
        lines.append(name + braces(values) + " " + MetricFamily.number(series.value))
        continue
      }
      var sum: UInt64 = 0
      for (index, count) in series.counts.enumerated() {
        sum += count
        let bound = index < bounds.count ? MetricFamily.number(bounds[index]) : "+Inf"
        lines.append("\(name)_bucket\(braces(values, bound)) \(sum)")
      }
      lines.append("\(name)_sum\(braces(values)) \(MetricFamily.number(series.value))")
      lines.append("\(name)_count\(braces(values)) \(sum)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func braces(_ values: [String], _ bound: String? = nil) -> String {
    var pairs = zip(labels, values).map { "\($0)=\"\(MetricFamily.escaped($1))\"" }
    if let bound { pairs.append("le=\"\(bound)\"") }
    return pairs.isEmpty ? "" : "{" + pairs.joined(separator: ",") + "}"
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.prefix(200) {
      switch character {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      default: result.append(character)
      }
    }
    return result
  }

  private static func number(_ value: Double) -> String {
    if let whole = Int64(exactly: value) { return String(whole) }
    return value.isNaN ? "NaN" : value.isInfinite ? (value > 0 ? "+Inf" : "-Inf") : "\(value)"
  }
}
