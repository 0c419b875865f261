public import Kernel
import Pack

extension Organisation {
  /// The units of which a share is told.
  public enum Sort: Sendable, Hashable {
    /// All that one template makes, such as the offices of subdistricts without those of towns.
    case template(String)
    /// All of a tier.
    case tier(String)
  }

  /// Who of the units of a sort holds a function on a day.
  public func mandates(
    for function: String, among sort: Sort, on date: CivilDate
  ) -> MandateCount {
    var holding: [String] = []
    var stripped: [String] = []
    var count = 0
    for unit in allUnits {
      switch sort {
      case .template(let template): if unit.template != template { continue }
      case .tier(let tier): if unit.tier != tier { continue }
      }
      count += 1
      let own = unit.mandates.filter { $0.function == function }
      if unit.holds(function, on: date) {
        holding.append(unit.id)
      } else if own.contains(where: { $0.until.map { $0 < date } ?? false }) {
        stripped.append(unit.id)
      }
    }
    return MandateCount(of: count, holding: holding, stripped: stripped)
  }
}

/// Who of some units holds a function on a day, and who did until it was taken.
public struct MandateCount: Sendable, Hashable {
  /// How many units there are: the denominator of every share.
  public let of: Int
  /// Units that hold the function, by code.
  public let holding: [String]
  /// Units that held it before and hold it no longer, by code.
  public let stripped: [String]

  /// The stripped among all, in per cent; nil where there are none.
  public var strippedPercent: Double? { of > 0 ? Double(stripped.count) * 100 / Double(of) : nil }
}
