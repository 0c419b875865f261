/// A unit of measure with its dimension. 件 (cases), 次 (times) and 人次 (person-times) are dimensions
/// of their own: adding them is refused, not guessed.
public struct MeasureUnit: Hashable, Sendable {
  public let symbol: String
  public let name: Text
  public let dimension: Dimension
  /// One of this unit is `numerator / denominator` of the dimension's base unit.
  public let numerator: Int64
  public let denominator: Int64

  public enum Dimension: String, Sendable, Hashable, CaseIterable {
    case cases, times, personTimes, persons, households, places, enterprises, projects
    case area, length, mass, energy, power, money, time, ratio, score
  }

  public init(
    _ symbol: String, _ english: String, _ dimension: Dimension, _ numerator: Int64 = 1,
    _ denominator: Int64 = 1
  ) {
    self.symbol = symbol
    name = Text(zh: symbol, en: english)
    self.dimension = dimension
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Every unit that packs may name. Bases: m², m, kg, kJ, W, 分 (fen), second, 1.
  public static let all: [MeasureUnit] = [
    MeasureUnit("件", "cases", .cases), MeasureUnit("万件", "10 thousand cases", .cases, 10_000),
    MeasureUnit("次", "times", .times), MeasureUnit("万次", "10 thousand times", .times, 10_000),
    MeasureUnit("人次", "person-times", .personTimes),
    MeasureUnit("万人次", "10 thousand person-times", .personTimes, 10_000),
    MeasureUnit("人", "persons", .persons),
    MeasureUnit("万人", "10 thousand persons", .persons, 10_000),
    MeasureUnit("户", "households", .households), MeasureUnit("处", "places", .places),
    MeasureUnit("家", "enterprises", .enterprises), MeasureUnit("个", "projects", .projects),
    MeasureUnit("m²", "square metres", .area), MeasureUnit("公顷", "hectares", .area, 10_000),
    MeasureUnit("亩", "mu", .area, 2_000, 3),
    MeasureUnit("km²", "square kilometres", .area, 1_000_000),
    MeasureUnit("m", "metres", .length), MeasureUnit("km", "kilometres", .length, 1000),
    MeasureUnit("kg", "kilograms", .mass), MeasureUnit("t", "tonnes", .mass, 1000),
    MeasureUnit("万吨", "10 thousand tonnes", .mass, 10_000_000),
    MeasureUnit("kJ", "kilojoules", .energy), MeasureUnit("GJ", "gigajoules", .energy, 1_000_000),
    MeasureUnit("万吉焦", "10 thousand gigajoules", .energy, 10_000_000_000),
    MeasureUnit("kWh", "kilowatt hours", .energy, 3600),
    MeasureUnit("W", "watts", .power), MeasureUnit("MW", "megawatts", .power, 1_000_000),
    MeasureUnit("分", "fen", .money), MeasureUnit("元", "yuan", .money, 100),
    MeasureUnit("万元", "10 thousand yuan", .money, 1_000_000),
    MeasureUnit("亿元", "100 million yuan", .money, 10_000_000_000),
    MeasureUnit("秒", "seconds", .time), MeasureUnit("小时", "hours", .time, 3600),
    MeasureUnit("天", "days", .time, 86_400),
    MeasureUnit("1", "ratio", .ratio), MeasureUnit("%", "per cent", .ratio, 1, 100),
    MeasureUnit("级", "grades", .score),
  ]

  private static let bySymbol = Dictionary(uniqueKeysWithValues: all.map { ($0.symbol, $0) })

  public static func named(_ symbol: String) -> MeasureUnit? { bySymbol[symbol] }
}
