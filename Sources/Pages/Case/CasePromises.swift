import City
import Kernel
import Matters

/// What was promised in public, by when, and whether it was kept.
struct CasePromises {
  let promises: [Promise]
  let names: CaseNames

  private var language: Language { names.language }

  var html: HTML {
    if promises.isEmpty { return .nothing }
    let lines = promises.map { promise -> HTML in
      let (icon, standing) = CasePromises.standing(promise)
      let kept: HTML = promise.keptAt.map { " <time>\(names.time($0))</time>" } ?? .nothing
      return """
        <li>\(icon) \(promise.text) <small>\(Words.due[language]) \(names.time(promise.dueAt)) · \
        \(standing[language])\(kept)</small></li>
        """
    }
    let list: HTML = "<ul class=\"plain\">\(lines)</ul>"
    return Card(MatterWords.promises[language], id: "promises", list).html
  }

  static func standing(_ promise: Promise) -> (Icon, Text) {
    if promise.keptAt != nil {
      return (.green, promise.isBroken ? MatterWords.keptLate : MatterWords.kept)
    }
    return promise.isBroken ? (.red, MatterWords.broken) : (.clock, MatterWords.open)
  }
}
