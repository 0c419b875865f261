public import Kernel
import Organisation
import Pack
import Territory

/// Where a message would go and why, for somebody who reads it before it goes there.
public struct RoutingAdvice: Sendable, Hashable {
  /// A unit that may lead, with the mandate for which it may.
  public struct Candidate: Sendable, Hashable {
    public let unit: String
    public let function: String
    /// Where it holds the mandate: the matter's place or an area around it.
    public let area: String
    /// Where the matter would be said to lie, if that is still open.
    public let place: String?
    /// Whether the mandate is that of the matter's category, and not of a rule for all others.
    public let isOfCategory: Bool
  }

  public let route: Route
  /// Whether the place was found in the text, and not given.
  public let isAreaFound: Bool
  /// The words of the text by which the category was found; empty where it was given.
  public let words: [String]
  /// Who may lead, whoever is nearest first.
  public let candidates: [Candidate]

  /// The mandate of the unit that would lead.
  public var lead: Candidate? { candidates.first { $0.unit == route.lead } }

  /// Most units that are named.
  public static let candidatesMax = 5
}

extension MatterEngine {
  /// Where a message would go and why.
  public func advice(_ facts: RoutingFacts, at now: Instant) throws(Problem) -> RoutingAdvice {
    let route = try route(facts, at: now)
    var places = [route.area ?? territory.root]
    var isOpen = false
    if facts.area == nil,
      case .ambiguous(let areas) = territory.find(title: facts.title, text: facts.text)
    {
      (places, isOpen) = (areas, true)
    }
    let words =
      facts.category == nil
      ? route.category.map { recognizer.words(of: $0, in: facts.title + "\n" + facts.text) } : nil
    return RoutingAdvice(
      route: route, isAreaFound: facts.area == nil && route.area != nil && !isOpen,
      words: words ?? [],
      candidates: candidates(
        Seat(kind: facts.kind, category: route.category, places: places, isPlaceOpen: isOpen),
        at: now
      ) { unit in
        facts.against.map { self.organisation.isWithin(unit, $0) } ?? false
      })
  }

  /// The units that may lead a matter that nobody leads, whoever is nearest first; those that have
  /// refused it last.
  public func candidates(for matter: Matter, at now: Instant) -> [RoutingAdvice.Candidate] {
    var places = [matter.area ?? territory.root]
    var isOpen = false
    if matter.reason.hasPrefix("place."),
      case .ambiguous(let areas) = territory.find(
        title: matter.title, text: matter.body?.text ?? "")
    {
      (places, isOpen) = (areas, true)
    }
    let seat = Seat(
      kind: matter.kind, category: matter.category, places: places, isPlaceOpen: isOpen)
    let refused = Set(matter.parts.refusals.map(\.unit))
    let found = candidates(seat, at: now) { self.isBarred($0, from: matter) }
    return found.filter { !refused.contains($0.unit) } + found.filter { refused.contains($0.unit) }
  }

  /// What is looked for a lead.
  private struct Seat {
    let kind: String
    let category: String?
    let places: [String]
    /// Whether one of the places has still to be chosen.
    let isPlaceOpen: Bool
  }

  private func candidates(
    _ seat: Seat, at now: Instant, except isBarred: (String) -> Bool
  ) -> [RoutingAdvice.Candidate] {
    let date = now.local(pack.offset).date
    let own = pack.categories.first { $0.id == seat.category }?.function
    let others = (pack.kinds[seat.kind]?.routing ?? []).compactMap(\.record.function)
    var found: [RoutingAdvice.Candidate] = []
    var seen: Set<[String]> = []
    for function in [own].compactMap({ $0 }) + others {
      for place in seat.places {
        for area in territory.chain(of: place) {
          let owners = organisation.owners(of: function, in: area, on: date)
          for unit in owners where !isBarred(unit) {
            guard seen.insert(seat.isPlaceOpen ? [unit, place] : [unit]).inserted else { continue }
            found.append(
              RoutingAdvice.Candidate(
                unit: unit, function: function, area: area,
                place: seat.isPlaceOpen ? place : nil, isOfCategory: function == own))
          }
          // Whoever is nearest comes into question, and the unit above for the case that it isn't.
          if seat.isPlaceOpen, !owners.isEmpty { break }
        }
      }
    }
    return Array(found.prefix(RoutingAdvice.candidatesMax))
  }
}
