import Kernel

/// What a matter may have several of, besides clocks and promises: tasks of other units, requests,
/// checks and the rest. Most matters have none.
public struct MatterParts: Sendable, Equatable {
  public var tasks: [MatterTask] = []
  public var handOvers: [HandOver] = []
  public var refusals: [Refusal] = []
  public var requests: [MatterRequest] = []
  public var checks: [MatterCheck] = []
  public var photographs: [MatterPhotograph] = []
  public var callBacks: [CallBackNote] = []
  public var selections: [Selection] = []
  public var publications: [Publication] = []
  public var supervisions: [Supervision] = []
  public var escalations: [Escalation] = []
  public var reviews: [Review] = []
  public var merges: [Merge] = []
  public var ratings: [Rating] = []

  /// Every part there is, in the order of its kind and number.
  var all: [PartValue] {
    tasks.map(PartValue.task) + handOvers.map(PartValue.handOver)
      + refusals.map(PartValue.refusal) + requests.map(PartValue.request)
      + checks.map(PartValue.check) + photographs.map(PartValue.photograph)
      + callBacks.map(PartValue.callBack) + selections.map(PartValue.selection)
      + publications.map(PartValue.publication) + supervisions.map(PartValue.supervision)
      + escalations.map(PartValue.escalation) + reviews.map(PartValue.review)
      + merges.map(PartValue.merge) + ratings.map(PartValue.rating)
  }

  /// Adds a part, or puts it in the place of the one of its number.
  mutating func set(_ part: PartValue) {
    switch part {
    case .task(let part): MatterParts.set(part, &tasks)
    case .handOver(let part): MatterParts.set(part, &handOvers)
    case .refusal(let part): MatterParts.set(part, &refusals)
    case .request(let part): MatterParts.set(part, &requests)
    case .check(let part): MatterParts.set(part, &checks)
    case .photograph(let part): MatterParts.set(part, &photographs)
    case .callBack(let part): MatterParts.set(part, &callBacks)
    case .selection(let part): MatterParts.set(part, &selections)
    case .publication(let part): MatterParts.set(part, &publications)
    case .supervision(let part): MatterParts.set(part, &supervisions)
    case .escalation(let part): MatterParts.set(part, &escalations)
    case .review(let part): MatterParts.set(part, &reviews)
    case .merge(let part): MatterParts.set(part, &merges)
    case .rating(let part): MatterParts.set(part, &ratings)
    }
  }

  private static func set<Part: MatterPart>(_ part: Part, _ parts: inout [Part]) {
    if let index = parts.firstIndex(where: { $0.number == part.number }) {
      parts[index] = part
    } else {
      parts.append(part)
    }
  }

  /// The merge that is in force.
  public var merge: Merge? { merges.last { !$0.isUndone } }
  /// The highest level of supervision in force, 0 for none.
  public var supervision: Int64 {
    supervisions.filter { $0.endedAt == nil }.map(\.level).max() ?? 0
  }
  /// The last whistle's number: 1 for the first, one more for each after it stayed unsolved.
  public var taskRound: Int64 { tasks.map(\.round).max() ?? 1 }
}

/// A part of a matter with a number of its own.
protocol MatterPart: Sendable, Equatable {
  static var kind: String { get }
  /// 1 for the first of its kind.
  var number: Int64 { get }
  /// Whom it concerns: a unit, a post, or the matter that this one is merged into; empty where
  /// nobody in particular.
  var concerns: String { get }
  /// Whether somebody still has to do something.
  var isOpen: Bool { get }
  var json: JSON { get }
  init(_ body: EventBody) throws
}

/// One part of any kind.
public enum PartValue: Sendable, Equatable {
  case task(MatterTask)
  case handOver(HandOver)
  case refusal(Refusal)
  case request(MatterRequest)
  case check(MatterCheck)
  case photograph(MatterPhotograph)
  case callBack(CallBackNote)
  case selection(Selection)
  case publication(Publication)
  case supervision(Supervision)
  case escalation(Escalation)
  case review(Review)
  case merge(Merge)
  case rating(Rating)

  var part: any MatterPart {
    switch self {
    case .task(let part): part
    case .handOver(let part): part
    case .refusal(let part): part
    case .request(let part): part
    case .check(let part): part
    case .photograph(let part): part
    case .callBack(let part): part
    case .selection(let part): part
    case .publication(let part): part
    case .supervision(let part): part
    case .escalation(let part): part
    case .review(let part): part
    case .merge(let part): part
    case .rating(let part): part
    }
  }

  var kind: String { type(of: part).kind }

  /// A part as its row or event tells it; nil for a kind that there is not.
  init?(kind: String, _ body: EventBody) throws {
    switch kind {
    case MatterTask.kind: self = .task(try MatterTask(body))
    case HandOver.kind: self = .handOver(try HandOver(body))
    case Refusal.kind: self = .refusal(try Refusal(body))
    case MatterRequest.kind: self = .request(try MatterRequest(body))
    case MatterCheck.kind: self = .check(try MatterCheck(body))
    case MatterPhotograph.kind: self = .photograph(try MatterPhotograph(body))
    case CallBackNote.kind: self = .callBack(try CallBackNote(body))
    case Selection.kind: self = .selection(try Selection(body))
    case Publication.kind: self = .publication(try Publication(body))
    case Supervision.kind: self = .supervision(try Supervision(body))
    case Escalation.kind: self = .escalation(try Escalation(body))
    case Review.kind: self = .review(try Review(body))
    case Merge.kind: self = .merge(try Merge(body))
    case Rating.kind: self = .rating(try Rating(body))
    default: return nil
    }
  }
}
