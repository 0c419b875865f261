import City
import Kernel
import Matters
import Pack

/// A matter's clocks as bars: those at work first, then those that were missed; those that were
/// met are folded away where there are many.
struct CaseClocks {
  let matter: Matter
  let now: Instant
  let names: CaseNames

  private var language: Language { names.language }

  var html: HTML {
    if matter.clocks.isEmpty { return "<p class=\"soft\">\(MatterWords.noClocks[language])</p>" }
    let late = { (clock: MatterClock) in clock.stoppedAt.map { $0 > clock.dueAt } ?? true }
    let shown =
      matter.clocks.filter { $0.stoppedAt == nil }
      + matter.clocks.filter {
        $0.stoppedAt != nil && late($0)
      }
    let rest = matter.clocks.filter { !late($0) }
    guard rest.count > CaseClocks.restShown else { return list(shown + rest) }
    let title = CaseWords.stopped.filled(["n": String(rest.count)], language)
    return "\(shown.isEmpty ? .nothing : list(shown))\(Disclosure(title, list(rest)))"
  }

  /// Most clocks that were met and stand beside the others.
  private static let restShown = 2

  private func list(_ clocks: [MatterClock]) -> HTML {
    let bars = clocks.map { clock in
      ClockBar(
        names.clock(clock, of: matter), clock, now: now, offset: names.city.pack.offset, language)
    }
    return "<ul class=\"clocks\">\(bars)</ul>"
  }
}
