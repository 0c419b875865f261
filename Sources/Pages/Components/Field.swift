/// One question of a form with its label, its hint, what was wrong with the answer, and the answer
/// so far.
public struct Field: Component {
  /// One of the answers to choose from.
  public struct Option: Sendable, Hashable {
    public let value: String
    public let label: String

    public init(_ value: String, _ label: String) {
      self.value = value
      self.label = label
    }
  }

  /// How the answer is given.
  public enum Control: Sendable, Hashable {
    case text(max: Int)
    case search(max: Int)
    case password
    case telephone
    case paragraphs(max: Int, rows: Int)
    case number(ClosedRange<Int64>)
    case date
    case dateTime
    /// A list to open; `blank` is what stands for no choice.
    case select([Option], blank: String)
    /// Free text with proposals.
    case proposals([Option], max: Int)
    case radios([Option])
    /// One box; its value is `true`.
    case tick
    /// Any number of boxes of the same name.
    case ticks([Option])
    case files(accept: String, many: Bool)
    /// One picture, on a phone straight from its camera.
    case camera(accept: String)
  }

  let name: String
  let label: String
  let control: Control
  let values: [String]
  let hint: String
  let error: String
  let isRequired: Bool
  let mark: String
  let autocomplete: String?

  /// - Parameters:
  ///   - mark: what is told beside the label, such as that the answer may be left out.
  ///   - autocomplete: what a browser may fill in, such as `username`.
  public init(
    _ name: String, _ label: String, _ control: Control, values: [String] = [], hint: String = "",
    error: String = "", isRequired: Bool = false, mark: String = "", autocomplete: String? = nil
  ) {
    self.name = name
    self.label = label
    self.control = control
    self.values = values
    self.hint = hint
    self.error = error
    self.isRequired = isRequired
    self.mark = mark
    self.autocomplete = autocomplete
  }

  /// Where an error leads to.
  var id: String { "field-" + name }

  private var described: String? {
    let ids = [hint.isEmpty ? nil : id + "-hint", error.isEmpty ? nil : id + "-error"]
    let present = ids.compactMap { $0 }
    return present.isEmpty ? nil : present.joined(separator: " ")
  }

  private var isGroup: Bool {
    switch control {
    case .radios, .ticks: true
    default: false
    }
  }

  public var html: HTML {
    let state: HTML = error.isEmpty ? "" : " field-wrong"
    let told: HTML = "\(hintHTML)\(errorHTML)"
    let name: HTML = "\(label)\(markHTML)"
    if case .tick = control {
      return """
        <div class="field\(state)">\(told)<label class="choice"><input type="checkbox" \
        id="\(id)" name="\(self.name)" value="true"\(HTML.flag("checked", values == ["true"]))\
        \(common)><span>\(name)</span></label></div>

        """
    }
    if isGroup {
      return """
        <fieldset class="field\(state)" id="\(id)"\(HTML.attribute("aria-describedby", described))>\
        <legend>\(name)</legend>\(told)\(controlHTML)</fieldset>

        """
    }
    return """
      <div class="field\(state)"><label for="\(id)">\(name)</label>\(told)\(controlHTML)</div>

      """
  }

  private var markHTML: HTML {
    mark.isEmpty ? .nothing : " <span class=\"mark\">\(mark)</span>"
  }

  private var hintHTML: HTML {
    hint.isEmpty ? .nothing : "<p class=\"hint\" id=\"\(id)-hint\">\(hint)</p>"
  }

  private var errorHTML: HTML {
    error.isEmpty
      ? .nothing : "<p class=\"error\" id=\"\(id)-error\">\(Icon.red)<span>\(error)</span></p>"
  }

  /// What every control carries besides its own.
  private var common: HTML {
    let wrong = error.isEmpty ? nil : "true"
    return """
      \(HTML.flag("required", isRequired))\(HTML.attribute("aria-describedby", described))\
      \(HTML.attribute("aria-invalid", wrong))\(HTML.attribute("autocomplete", autocomplete))
      """
  }

  private func input(_ type: String, _ more: HTML = .nothing) -> HTML {
    """
    <input type="\(type)" id="\(id)" name="\(name)" \
    value="\(type == "password" ? "" : values.first ?? "")"\(more)\(common)>
    """
  }

  private var controlHTML: HTML {
    switch control {
    case .text(let max): return input("text", " maxlength=\"\(max)\"")
    case .search(let max): return input("search", " maxlength=\"\(max)\" data-search")
    case .password: return input("password")
    case .telephone: return input("tel", " maxlength=\"32\"")
    case .date: return input("date")
    case .dateTime: return input("datetime-local", " step=\"60\"")
    case .number(let range):
      return input(
        "number", " min=\"\(String(range.lowerBound))\" max=\"\(String(range.upperBound))\"")
    case .files(let accept, let many):
      return """
        <input type="file" id="\(id)" name="\(name)" accept="\(accept)"\
        \(HTML.flag("multiple", many))\(common)>
        """
    case .camera(let accept):
      return """
        <input type="file" id="\(id)" name="\(name)" accept="\(accept)" \
        capture="environment"\(common)>
        """
    case .paragraphs(let max, let rows):
      // A line end after the tag belongs to the tag, so that one in the text is not lost.
      return """
        <textarea id="\(id)" name="\(name)" rows="\(rows)" maxlength="\(max)"\(common)>
        \(values.first ?? "")</textarea>
        """
    case .select(let options, let blank):
      let choices = options.map { option -> HTML in
        let isChosen = HTML.flag("selected", values.contains(option.value))
        return "<option value=\"\(option.value)\"\(isChosen)>\(option.label)</option>"
      }
      return """
        <select id="\(id)" name="\(name)"\(common)><option value="">\(blank)</option>\
        \(choices)</select>
        """
    case .proposals(let options, let max):
      let choices = options.map { option -> HTML in
        "<option value=\"\(option.value)\">\(option.label)</option>"
      }
      return """
        \(input("text", " maxlength=\"\(max)\" list=\"\(id)-list\""))\
        <datalist id="\(id)-list">\(choices)</datalist>
        """
    case .radios(let options): return boxes("radio", options)
    case .ticks(let options): return boxes("checkbox", options)
    case .tick: return .nothing
    }
  }

  /// Many boxes get a frame of their own that scrolls.
  private static let boxesWithoutFrame = 12

  private func boxes(_ type: String, _ options: [Option]) -> HTML {
    let choices = options.map { option -> HTML in
      let isRequired = HTML.flag("required", self.isRequired && type == "radio")
      return """
        <label class="choice"><input type="\(type)" name="\(name)" \
        value="\(option.value)"\(HTML.flag("checked", values.contains(option.value)))\
        \(isRequired)><span>\(option.label)</span></label>
        """
    }
    let frame: HTML = options.count > Field.boxesWithoutFrame ? " choices-framed" : ""
    return "<div class=\"choices\(frame)\">\(choices)</div>"
  }
}
