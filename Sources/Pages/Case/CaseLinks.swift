import City
import Kernel
import Matters
import Pack

/// The matters that go together with this one.
struct CaseLinks {
  let file: CaseFile
  let names: CaseNames

  private var language: Language { names.language }

  var html: HTML {
    let past = file.matter.parts.merges.filter(\.isUndone).map { merge -> HTML in
      let words = CourseWords.wasMerged.filled(["number": merge.intoNumber], language)
      return "<li>\(words)</li>"
    }
    let earlier: HTML = past.isEmpty ? .nothing : "<ul class=\"plain\">\(past)</ul>"
    return "\(Card(CourseWords.links[language], id: "links", "\(into)\(followers)\(earlier)"))"
  }

  private var into: HTML {
    guard file.matter.phase == .merged, let merge = file.matter.parts.merge else { return .nothing }
    return """
      <p>\(PartyWords.mergedInto[language]) <a href="/matters/\(merge.intoNumber)">\
      \(merge.intoNumber)</a></p>
      """
  }

  private var followers: HTML {
    if file.followers.isEmpty { return .nothing }
    let title = CourseWords.followers.filled(["n": String(file.followers.count)], language)
    let lines = file.followers.map { line -> HTML in
      """
      <li><a href="/matters/\(line.number)" class="number">\(line.number)</a> \(line.title)</li>
      """
    }
    return "<p>\(title)</p><ul class=\"plain\">\(lines)</ul>"
  }
}
