public import Kernel
import Organisation
import Pack
import Store

/// What somebody may see of matters: what lies in their areas, what their units lead or are party
/// to; never what complains of their unit or of one above it.
struct MatterScope: Sendable {
  private let engine: MatterEngine
  private let scope: RowScope
  /// The units whose complaints are hidden: those of all posts and all above them.
  private let hidden: Set<String>

  init(_ engine: MatterEngine, _ scope: RowScope) {
    self.engine = engine
    self.scope = scope
    hidden = Set(scope.seats.flatMap { engine.organisation.chain(of: $0) })
  }

  func covers(_ matter: Matter) -> Bool {
    if let against = matter.against, hidden.contains(against) { return false }
    return scope.covers(area: matter.area, unit: matter.lead, engine.territory)
      || !scope.units.isDisjoint(with: matter.parties)
  }

  /// The condition over the rows of `matter`, with its arguments.
  var condition: (sql: String, arguments: [SQLValue]) {
    let rows = scope.condition(engine.territory)
    if hidden.isEmpty { return rows }
    let units = SQLValue.text(JSON.array(scope.units.sorted().map(JSON.string)).canonicalText)
    let above = SQLValue.text(JSON.array(hidden.sorted().map(JSON.string)).canonicalText)
    var sql = rows.sql
    var arguments = rows.arguments
    if !scope.isEverything {
      sql = """
        (\(rows.sql) OR id IN (
          SELECT matter FROM matter_part WHERE jurisdiction = ?
            AND kind IN ('task', 'escalation', 'supervision')
            AND concerns IN (SELECT value FROM json_each(?)) AND concerns <> ''))
        """
      arguments += [.integer(engine.pack.jurisdiction), units]
    }
    return (
      sql + " AND (against IS NULL OR against NOT IN (SELECT value FROM json_each(?)))",
      arguments + [above]
    )
  }
}

extension MatterEngine {
  /// Who brought a matter in, as it may be read: by surname only, and not at all where the kind is
  /// confidential.
  public func publicCaller(_ matter: Matter) -> Text {
    let isConfidential = pack.kinds[matter.kind]?.record.isConfidential ?? true
    return isConfidential
      ? Text(zh: "信访人", en: "petitioner") : Text(PublicText.caller(matter.caller))
  }
}
