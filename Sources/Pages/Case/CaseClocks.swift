import City
import Kernel
import Matters
import Pack

/// A matter's clocks as bars: those at work first, those that have stopped folded away.
struct CaseClocks {
  let matter: Matter
  let now: Instant
  let names: CaseNames

  private var language: Language { names.language }

  var html: HTML {
    if matter.clocks.isEmpty { return "<p class=\"soft\">\(MatterWords.noClocks[language])</p>" }
    let running = matter.clocks.filter { $0.stoppedAt == nil }
    let stopped = matter.clocks.filter { $0.stoppedAt != nil }
    // Where nothing runs any more the last result is what one looks for.
    guard !running.isEmpty, stopped.count > CaseClocks.shownMax else {
      return list(running + stopped)
    }
    let title = CaseWords.stopped.filled(["n": String(stopped.count)], language)
    return "\(list(running))\(Disclosure(title, list(stopped)))"
  }

  /// Most stopped clocks that stand beside running ones.
  private static let shownMax = 1

  private func list(_ clocks: [MatterClock]) -> HTML {
    let bars = clocks.map { clock in
      ClockBar(
        names.clock(clock, of: matter), clock, now: now, offset: names.city.pack.offset, language)
    }
    return "<ul class=\"clocks\">\(bars)</ul>"
  }
}
