import City
import Kernel
import Matters

/// The photographs of a matter with the form to add more.
struct CasePhotographs {
  let matter: Matter
  let form: PhotographForm?
  let names: CaseNames

  private var language: Language { names.language }

  var html: HTML {
    if matter.parts.photographs.isEmpty, form == nil { return .nothing }
    let strip: HTML =
      matter.parts.photographs.isEmpty
      ? "<p class=\"soft\">\(PhotographWords.none[language])</p>"
      : "\(CasePhotographs.strip(matter, names) { "/matters/\(matter.number)/photographs/\($0)" })"
    return """
      \(Card(
        PhotographWords.photographs[language], id: "photographs",
        "\(strip)\(form?.html ?? .nothing)"))
      """
  }

  /// The pictures in a row, those of the place before the work first.
  static func strip(
    _ matter: Matter, _ names: CaseNames, path: (String) -> String
  ) -> PhotoStrip {
    PhotoStrip(
      matter.parts.photographs.map { photograph in
        let path = path(photograph.digest)
        return PhotoStrip.Photo(
          path: path, previewPath: path,
          caption: words(photograph.purpose)[names.language] + " · " + names.time(photograph.at))
      })
  }

  static func words(_ purpose: MatterPhotograph.Purpose) -> Text {
    switch purpose {
    case .before: PhotographWords.before
    case .after: PhotographWords.after
    }
  }
}
