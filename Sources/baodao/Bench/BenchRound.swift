import Kernel

/// What one round of a benchmark gave, beside its limit.
struct BenchRound: Sendable {
  let lifecycles: Int
  let seconds: Double
  /// Of all processors together, by the whole program: with the callers, where they live in it.
  let processorSeconds: Double
  /// What the bare database took for the same rows.
  let limitSeconds: Double
  /// Milliseconds of each page asked for meanwhile.
  let pages: [Double]

  var rate: Double { Double(lifecycles) / seconds }
  var limit: Double { Double(lifecycles) / limitSeconds }
  var ratio: Double { rate / limit }
  var processorMicroseconds: Double { processorSeconds * 1e6 / Double(lifecycles) }

  var line: String {
    let tail =
      pages.isEmpty
      ? ""
      : ", \(pages.count) pages, p99 \(Int(BenchRound.percentile(99, of: pages) ?? 0)) ms"
    return "\(Int(rate))/s, limit \(Int(limit))/s, \(Int(processorMicroseconds)) µs of processor"
      + tail
  }

  /// The middle of each figure; pages are those of all rounds.
  static func median(of rounds: [BenchRound]) -> BenchRound {
    func middle(_ value: (BenchRound) -> Double) -> Double {
      percentile(50, of: rounds.map(value)) ?? 0
    }
    return BenchRound(
      lifecycles: rounds.first?.lifecycles ?? 0, seconds: middle(\.seconds),
      processorSeconds: middle(\.processorSeconds), limitSeconds: middle(\.limitSeconds),
      pages: rounds.flatMap(\.pages))
  }

  /// The smallest value that at least so many in a hundred reach; nil of none.
  static func percentile(_ percent: Int, of values: [Double]) -> Double? {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return nil }
    return sorted[max(0, (sorted.count * percent + 99) / 100 - 1)]
  }
}

extension JSON {
  /// A percentile of pages' milliseconds; null where none was asked for.
  init(pages: [Double], _ percent: Int) {
    self = BenchRound.percentile(percent, of: pages).map(JSON.double) ?? .null
  }
}
