import Cryptography
public import Figures
public import Journal
public import Kernel
public import Organisation
public import Pack
import Store
public import Territory

/// The engine of outreach: who is sent to whom, and who came.
public struct OutreachEngine: Engine {
  public static let kind = "outreach"

  public let pack: Pack
  public let territory: Territory
  public let organisation: Organisation
  let figures: FigureBook
  let programs: [String: OutreachProgramRecord]

  public init(
    _ pack: Pack, _ territory: Territory, _ organisation: Organisation, _ figures: FigureBook
  ) {
    self.pack = pack
    self.territory = territory
    self.organisation = organisation
    self.figures = figures
    programs = Dictionary(pack.programs.map { ($0.id, $0) }) { first, _ in first }
  }

  /// The stream of a programme's target. It follows from their codes; the second-highest bit keeps
  /// it apart from identifiers that are drawn by time.
  public func id(of program: String, _ target: String) -> Int64 {
    // A programme's code holds no slash, so that two pairs never read alike.
    let name = "outreach/\(pack.jurisdiction)/\(program)/\(target)"
    let bytes = Digest.sha256(Array(name.utf8)).prefix(8)
    let number = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int64(number & 0x3FFF_FFFF_FFFF_FFFF | 0x4000_0000_0000_0000)
  }

  public func apply(_ happening: OutreachEvent, at: Instant, to state: OutreachTarget?) throws
    -> OutreachTarget
  {
    if case .opened(let opening) = happening {
      return OutreachTarget(
        program: opening.program, code: opening.code, name: opening.name, unit: opening.unit,
        area: opening.area, openedOn: opening.date, terms: [], visits: 0, lastVisit: nil)
    }
    guard var target = state else {
      throw EventFault(event: happening.event.name, member: "outreach.opened")
    }
    switch happening {
    case .opened: break
    case .assigned(let visitor): target.begin(visitor, at)
    case .handedOver(let from, let to):
      for index in target.terms.indices
      where target.terms[index].visitor == from && target.terms[index].ended == nil {
        target.terms[index].ended = at
      }
      target.begin(to, at)
    case .visited(let visit):
      target.visits += 1
      target.lastVisit = max(target.lastVisit ?? visit.date, visit.date)
    }
    return target
  }

  public func effects(of happening: OutreachEvent, id: Int64, after: OutreachTarget, at: Instant)
    -> [Effect]
  {
    []
  }

  public var projections: [ProjectionTable] {
    OutreachSchema.projections + FigureBook.projections.map { ProjectionTable($0.0, key: $0.1) }
  }

  /// A programme, which the pack must still declare.
  func program(_ id: String) throws(Problem) -> OutreachProgramRecord {
    guard let record = programs[id] else {
      throw Problem(.notFound, field: "/program", ["what": "outreach program", "name": id])
    }
    return record
  }

  func requireScope(
    _ area: String?, _ unit: String, _ permission: Permission, _ context: ActionContext
  ) throws(Problem) {
    let scope = RowScope(context.actor, permission)
    guard scope.covers(area: area, unit: unit, territory) else { throw Problem(.outOfScope) }
  }

  func requireArea(_ id: String?) throws(Problem) -> String {
    guard let id else { throw Problem(.fieldMissing, field: "/area", ["name": "area"]) }
    guard territory.area(id) != nil else {
      throw Problem(.notFound, field: "/area", ["what": "area", "name": id])
    }
    return id
  }

  func requireImpersonal(_ text: String, _ name: String) throws(Problem) {
    if PersonalNumber.isFound(in: text) {
      throw Problem(.personalNumber, field: "/" + name, ["name": name])
    }
  }
}

extension OutreachTarget {
  fileprivate mutating func begin(_ visitor: String, _ at: Instant) {
    terms.append(
      Term(number: Int64(terms.count + 1), visitor: visitor, begun: at, ended: nil))
  }
}
