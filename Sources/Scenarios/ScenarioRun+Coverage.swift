import City
import Kernel
import Pack

/// What a story says of programmes of visits and of mandates.
extension ScenarioRun {
  /// `{program: firms, planned: 1000, assigned: 1000, unassigned: 0}`.
  static func checkCoverage(_ expected: JSON, _ city: City, at now: Instant) async throws
    -> [String]
  {
    guard var members = expected.object, let program = members["program"]?.string else {
      return ["“coverage” needs “program”"]
    }
    members["program"] = nil
    do {
      return differences(members, in: try await OutreachFacts.json(program, city, at: now))
    } catch let problem as Problem {
      return [problem.description]
    }
  }

  /// `{function: investment, template: street-office, on: 2019-01-01, of: 98, stripped: 50}`.
  ///
  /// Where the step says with `stated` how many units a source counts, a number that differs must
  /// be said with `difference`: what contradicts a source is told, not passed over.
  static func checkMandates(_ expected: JSON, _ city: City, at now: Instant) -> [String] {
    guard var members = expected.object, let function = members["function"]?.string,
      members["template"]?.string != nil || members["tier"]?.string != nil
    else { return ["“mandates” needs “function” and “template” or “tier”"] }
    var date = now.local(city.pack.offset).date
    if let text = members["on"]?.string {
      guard let given = CivilDate(text) else { return ["“on” is no date: \(text)"] }
      date = given
    }
    let stated = members["stated"]?.integer
    let difference = members["difference"]?.integer ?? 0
    do {
      let facts = try MandateFacts.json(
        for: function, template: members["template"]?.string,
        tier: members["tier"]?.string ?? "", city, on: date)
      for key in ["function", "template", "tier", "on", "stated", "difference"] {
        members[key] = nil
      }
      let found = differences(members, in: facts)
      guard let stated, let of = facts["of"]?.integer, of - stated != difference else {
        return found
      }
      return found + [
        "of is \(of), the source states \(stated): the difference is not \(difference)"
      ]
    } catch {
      return [error.description]
    }
  }
}
