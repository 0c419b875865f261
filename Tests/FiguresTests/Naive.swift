import Kernel

@testable import Figures

/// The same answers from the list of observations, by the definitions alone.
struct Naive {
  let entries: [Counting.Entry]

  func matching(_ question: FigureQuestion, _ name: String, _ days: ClosedRange<Int>)
    -> [Counting.Entry]
  {
    entries.filter { entry in
      let dimensions = entry.observation.dimensions
      return entry.observation.name == name && days.contains(entry.day)
        && (question.areas?.contains(dimensions.area) ?? true)
        && (question.unit ?? dimensions.unit) == dimensions.unit
        && (question.category ?? dimensions.category) == dimensions.category
    }
  }

  func keys(_ entry: Counting.Entry, _ divisions: [FigureQuestion.Division]) -> [String] {
    let dimensions = entry.observation.dimensions
    let date = entry.observation.at.local(.china).date
    return divisions.map { division in
      switch division {
      case .level(let level): Counting.ancestor(dimensions.area, level) ?? ""
      case .unit: dimensions.unit
      case .category: dimensions.category
      case .channel: dimensions.channel
      case .month: String(date.text.prefix(7))
      case .day: date.text
      }
    }
  }

  func holds(_ figure: String, _ entry: Counting.Entry) -> Bool {
    let observation = entry.observation
    switch figure {
    case "in-time": return observation.isOnTime == true
    case "good": return (observation.grade ?? 0) >= 4
    case "open-web": return observation.dimensions.channel == "web"
    case "slow-web":
      return observation.dimensions.channel == "web"
        && (observation.workingThousandths ?? 0) > 3000
        && (observation.naturalMilliseconds ?? 0) > 4 * Instant.millisecondsPerDay
    default: return true
    }
  }

  private static let names = [
    "received": "received", "answered": "answered", "in-time": "answered", "good": "rated",
    "rated": "rated", "slow-web": "answered", "natural": "answered", "working": "answered",
    "grades": "rated",
  ]

  /// What a flow or a distribution rests on.
  func flow(_ question: FigureQuestion) -> [Counting.Entry] {
    matching(question, Naive.names[question.figure] ?? "", question.period.days).filter {
      holds(question.figure, $0) && value(question.figure, $0) != nil
    }
  }

  func value(_ figure: String, _ entry: Counting.Entry) -> Double? {
    let observation = entry.observation
    switch figure {
    case "natural":
      return observation.naturalMilliseconds.map { (Double($0) / 864_000).rounded() / 100 }
    case "working":
      return observation.workingThousandths.map { (Double($0) / 10).rounded() / 100 }
    case "grades": return observation.grade.map(Double.init)
    default: return 0
    }
  }

  func answer(_ question: FigureQuestion) -> [FigureLine] {
    let lines: [FigureLine]
    switch question.figure {
    case "in-time-rate": lines = ratio(question, "in-time", "answered", 100)
    case "good-share": lines = ratio(question, "good", "rated", 1)
    case "open", "open-web": lines = stock(question)
    default:
      let isSpread = ["natural", "working", "grades"].contains(question.figure)
      lines = Dictionary(grouping: flow(question)) { keys($0, question.divisions) }.map {
        let values = $0.value.compactMap { value(question.figure, $0) }.sorted()
        let count = values.count
        return FigureLine(
          keys: $0.key, value: isSpread ? rank(values, 50) : Double(count),
          percentile90: isSpread ? rank(values, 90) : nil, count: Int64(count))
      }
    }
    return lines.sorted { $0.keys.lexicographicallyPrecedes($1.keys) }
  }

  /// The smallest value with at least `percent` per cent of all values at or below it.
  private func rank(_ values: [Double], _ percent: Int) -> Double? {
    values.first { value in values.filter { $0 <= value }.count * 100 >= percent * values.count }
  }

  private func ratio(
    _ question: FigureQuestion, _ above: String, _ below: String, _ factor: Double
  ) -> [FigureLine] {
    func counts(_ figure: String) -> [[String]: Int] {
      Dictionary(grouping: flow(question.asking(figure))) { keys($0, question.divisions) }
        .mapValues(\.count)
    }
    let top = counts(above)
    return counts(below).map { key, count in
      FigureLine(
        keys: key, value: Double(top[key] ?? 0) / Double(count) * factor, percentile90: nil,
        count: Int64(count))
    }
  }

  /// Those who entered and did not leave, at the end of each month or day asked for.
  private func stock(_ question: FigureQuestion) -> [FigureLine] {
    let days = question.period.days
    func changes(_ until: Int) -> [(entry: Counting.Entry, sign: Int)] {
      [("open.entered", 1), ("open.left", -1)].flatMap { name, sign in
        matching(question, name, 0...until).filter { holds(question.figure, $0) }
          .map { ($0, sign) }
      }
    }
    let others = question.divisions.filter { $0 != .month && $0 != .day }
    let groups = Set(changes(days.upperBound).map { keys($0.entry, others) })
    let place = question.divisions.firstIndex { $0 == .month || $0 == .day }
    return ends(question, place).flatMap { end in
      let sums = Dictionary(grouping: changes(end.last)) { keys($0.entry, others) }
        .mapValues { $0.reduce(0) { $0 + $1.sign } }
      return groups.map { group in
        var named = group
        if let place { named.insert(end.name, at: place) }
        let sum = sums[group] ?? 0
        return FigureLine(
          keys: named, value: Double(sum), percentile90: nil, count: Int64(sum))
      }
    }
  }

  /// The last days of what the question asks for, with their names.
  private func ends(_ question: FigureQuestion, _ place: Int?) -> [(name: String, last: Int)] {
    let days = question.period.days
    guard let place else { return [("", days.upperBound)] }
    let isMonths = question.divisions[place] == .month
    let first = CivilDate(String(days.lowerBound))?.dayNumber ?? 0
    var found: [String: Int] = [:]
    for number in first..<(first + 2000) {
      let date = CivilDate(dayNumber: number)
      if date.compact > days.upperBound { break }
      found[isMonths ? String(date.text.prefix(7)) : date.text] = date.compact
    }
    return found.map { ($0.key, $0.value) }
  }
}
