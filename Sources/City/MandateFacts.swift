public import Kernel
import Organisation
import Pack

/// Who of the units of a sort holds a function, as programs read it.
public enum MandateFacts {
  /// - Parameters:
  ///   - template: the template that makes the units; nil for all units of `tier`.
  ///   - date: the day.
  /// - Returns: an object with of, holding, stripped and the percentage of the stripped.
  public static func json(
    for function: String, template: String?, tier: String, _ city: City, on date: CivilDate
  ) throws(Problem) -> JSON {
    guard city.pack.functions.contains(where: { $0.id == function }) else {
      throw Problem(.notFound, ["what": "function", "name": function])
    }
    let count = city.organisation.mandates(
      for: function, among: template.map { .template($0) } ?? .tier(tier), on: date)
    guard count.of > 0 else {
      throw Problem(.notFound, ["what": "unit", "name": template ?? tier])
    }
    return [
      "of": .integer(Int64(count.of)), "holding": .integer(Int64(count.holding.count)),
      "stripped": .integer(Int64(count.stripped.count)),
      "percent": OutreachFacts.rounded(count.strippedPercent),
    ]
  }
}
