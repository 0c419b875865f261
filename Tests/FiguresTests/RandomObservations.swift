import TestKit
import Kernel

@testable import Figures

/// Seeded observations of a few years, and questions about them.
struct RandomObservations {
  var random: Seeded

  init(_ seed: UInt64) { random = Seeded(seed) }

  private static let areas = ["c", "e", "w", "es", "et", "ws", "", "elsewhere"]
  private static let units = ["roads", "water", ""]
  private static let categories = ["lamp", "noise", "tree", ""]
  private static let channels = ["web", "phone"]

  private mutating func pick<Element>(_ list: [Element]) -> Element {
    list[random.number(0...list.count - 1)]
  }

  /// A moment from November 2018 to March 2020, often at the edge of a local month.
  mutating func moment() -> Instant {
    let start = Instant(startOf: CivilDate(dayNumber: 17_836), .china)
    if random.number(0...5) == 0 {
      let edge = CivilDate(year: 2019, month: random.number(1...12), day: 1)
      let moment = edge.map { Instant(startOf: $0, .china) } ?? start
      return moment.advanced(byMilliseconds: Int64(random.number(-1...1)))
    }
    return start.advanced(
      byMilliseconds: Int64(random.number(0...500)) * Instant.millisecondsPerDay
        + Int64(random.number(0...86_399_999)))
  }

  mutating func dimensions() -> Observation.Dimensions {
    Observation.Dimensions(
      area: pick(RandomObservations.areas), unit: pick(RandomObservations.units),
      category: pick(RandomObservations.categories), channel: pick(RandomObservations.channels),
      kind: "hotline")
  }

  mutating func flows(_ count: Int) -> [Observation] {
    (0..<count).map { number in
      let name = pick(["received", "answered", "answered", "rated", "closed"])
      let at = moment()
      let dimensions = dimensions()
      guard name == "answered" || name == "rated" else {
        return Observation(name, at: at, subject: Int64(number), dimensions)
      }
      let isAnswer = name == "answered"
      return Observation(
        name, at: at, subject: Int64(number), dimensions,
        isOnTime: isAnswer ? random.number(0...2) > 0 : nil,
        naturalMilliseconds: isAnswer ? Int64(random.number(0...900_000_000)) : nil,
        workingThousandths: isAnswer && random.number(0...4) > 0
          ? Int64(random.number(0...9000)) : nil,
        grade: isAnswer ? nil : Int64(random.number(1...5)))
    }
  }

  /// Things that enter a stock, move within it, and mostly leave it again.
  mutating func stocks(_ count: Int) -> [Observation] {
    (0..<count).flatMap { number -> [Observation] in
      var moments = (0..<random.number(1...4)).map { _ in moment() }.sorted()
      var made: [Observation] = []
      var place = dimensions()
      let subject = Int64(1000 + number)
      made.append(Observation("open.entered", at: moments.removeFirst(), subject: subject, place))
      for (index, at) in moments.enumerated() {
        made.append(Observation("open.left", at: at, subject: subject, place))
        if index == moments.count - 1 && random.number(0...1) == 0 { break }
        place = dimensions()
        made.append(Observation("open.entered", at: at, subject: subject, place))
      }
      return made
    }
  }

  mutating func period(days: Bool) -> FigurePeriod {
    let ends = [moment(), moment()].sorted().map { $0.local(.china).date }
    return days ? FigurePeriod(days: ends[0], ends[1]) : FigurePeriod(months: ends[0], ends[1])
  }

  mutating func question(_ figure: String, isStock: Bool) -> FigureQuestion {
    var divisions: [FigureQuestion.Division] = []
    var offered: [FigureQuestion.Division] = [
      .level("district"), .level("street"), .unit, .category, .channel,
    ]
    // A stock is told at the ends of months or of days.
    offered += isStock ? [[.month, .day][random.number(0...1)]] : [.month, .day]
    for division in offered.shuffled(using: &random) where random.number(0...3) == 0 {
      divisions.append(division)
    }
    let filters = random.number(0...7)
    return FigureQuestion(
      figure: figure, period: period(days: random.number(0...1) == 0),
      by: divisions, areas: filters & 1 == 0 ? nil : pick([["e", "es", "et"], ["ws"], [""], []]),
      unit: filters & 2 == 0 ? nil : pick(RandomObservations.units),
      category: filters & 4 == 0 ? nil : pick(RandomObservations.categories))
  }
}
