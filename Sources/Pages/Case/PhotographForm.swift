public import Kernel
import Matters

/// A photograph that was sent with a form and waits for the form to be done.
public struct KeptPhotograph: Sendable, Hashable {
  /// Opens the picture for some time, and stands for it in the form.
  public let ticket: String

  public init(ticket: String) { self.ticket = ticket }

  /// Where a ticket opens.
  public static func path(_ ticket: String) -> String { "/photographs/" + ticket }
}

/// The questions of a form that takes photographs: what is here already, the camera, the album.
public struct PhotographFields: Component {
  /// The names of the fields.
  public enum Name {
    public static let album = "photographs"
    public static let camera = "camera"
    public static let kept = "kept"
  }

  /// The types that are taken, as browsers ask for them.
  private static let accept = "image/jpeg,image/png,image/webp"

  private let kept: [KeptPhotograph]
  private let most: Int
  private let megabytes: Int
  private let error: String
  private let language: Language

  /// - Parameters:
  ///   - most: how many may come altogether.
  ///   - megabytes: how large each may be.
  ///   - error: why one was not taken.
  public init(
    kept: [KeptPhotograph], most: Int, megabytes: Int, error: String = "", _ language: Language
  ) {
    self.kept = kept
    self.most = most
    self.megabytes = megabytes
    self.error = error
    self.language = language
  }

  public var html: HTML {
    let hint = PhotographWords.hint.filled(
      ["bytes": String(megabytes), "most": String(most)], language)
    let optional = ComponentWords.optional[language]
    return """
      \(here)\(Field(
        Name.camera, PhotographWords.take[language], .camera(accept: PhotographFields.accept),
        mark: optional))\
      \(Field(
        Name.album, PhotographWords.choose[language],
        .files(accept: PhotographFields.accept, many: true), hint: hint, error: error,
        mark: optional))
      """
  }

  private var here: HTML {
    if kept.isEmpty { return .nothing }
    let pictures = kept.enumerated().map { index, photograph -> HTML in
      let name = PhotographWords.keptNumber.filled(["n": String(index + 1)], language)
      return """
        <li><img src="\(KeptPhotograph.path(photograph.ticket))" alt="" width="160" height="120">\
        <label class="choice"><input type="checkbox" name="\(Name.kept)" \
        value="\(photograph.ticket)" checked><span>\(name)</span></label></li>
        """
    }
    return """
      <fieldset class="field"><legend>\(PhotographWords.kept[language])</legend>\
      <p class="hint">\(PhotographWords.keptHint[language])</p>\
      <ul class="photos">\(pictures)</ul></fieldset>
      """
  }
}

/// The form with which somebody at work on a matter, or its caller, adds photographs to it.
public struct PhotographForm: Component {
  private let fields: PhotographFields
  private let path: String
  private let fixed: [(name: String, value: String)]
  private let purposes: Bool
  private let tokens: ActionForm.Tokens
  private let problem: Problem?
  private let language: Language

  /// - Parameters:
  ///   - fixed: what goes with it and is not asked.
  ///   - purposes: whether it asks if they were taken before or after the work.
  ///   - problem: why the last attempt was refused.
  public init(
    to path: String, kept: [KeptPhotograph] = [], most: Int, megabytes: Int,
    fixed: [(name: String, value: String)] = [], purposes: Bool, tokens: ActionForm.Tokens,
    problem: Problem? = nil, _ language: Language
  ) {
    fields = PhotographFields(
      kept: kept, most: most, megabytes: megabytes, error: problem?.text(language) ?? "", language)
    self.path = path
    self.fixed = fixed
    self.purposes = purposes
    self.tokens = tokens
    self.problem = problem
    self.language = language
  }

  public var html: HTML {
    let hidden = fixed.map { name, value -> HTML in
      "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
    }
    let form: HTML = """
      <form class="form" method="post" action="\(path)" enctype="multipart/form-data" data-guard>\
      \(tokens.html)\(hidden)\(purpose)\(fields)\
      \(ActionBar([Button(PhotographWords.add[language], .primary, icon: .camera)]))</form>
      """
    return Disclosure(PhotographWords.add[language], isOpen: problem != nil, form).html
  }

  private var purpose: HTML {
    guard purposes else { return .nothing }
    let options = MatterPhotograph.Purpose.allCases.map {
      Field.Option($0.rawValue, CasePhotographs.words($0)[language])
    }
    return Field(
      "purpose", PhotographWords.purpose[language], .radios(options),
      values: [MatterPhotograph.Purpose.before.rawValue], isRequired: true
    ).html
  }
}
