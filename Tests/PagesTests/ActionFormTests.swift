import City
import Journal
import Kernel
import Testing

@testable import Pages

@Suite struct ActionFormTests {
  private func entry(_ name: String) throws -> ActionCatalogue.Entry {
    try #require(ActionCatalogue.all.entries.first { $0.declaration.name == name })
  }

  private func form(
    _ name: String, values: [String: JSON] = [:], fixed: [String: String] = [:],
    choices: ActionChoices = .none, problem: Problem? = nil, language: Language = .english
  ) throws -> String {
    ActionForm(
      try entry(name), to: "/x", values: values, fixed: fixed, choices: choices, problem: problem,
      tokens: ActionForm.Tokens(guardToken: "g\"", version: 7, key: "k"), language
    ).html.source
  }

  @Test(arguments: ActionCatalogue.all.entries.map(\.declaration.name), Language.allCases)
  func `every action has a form with all its fields`(name: String, language: Language) throws {
    let entry = try entry(name)
    let html = try form(name, language: language)
    for field in entry.fields {
      #expect(html.contains("name=\"\(field.name)\""), "\(field.name)")
      let isMarked = html.contains("id=\"field-\(field.name)\"")
      #expect(isMarked, "an error could not lead to \(field.name)")
    }
    #expect(html.contains("</button>") && html.contains("method=\"post\" action=\"/x\""))
  }

  @Test func `no action's field is called like a hidden one`() {
    let names = ActionCatalogue.all.entries.flatMap(\.fields).map(\.name)
    #expect(!names.contains { $0.hasPrefix("_") })
  }

  @Test func `what was given stays, whatever type it has`() throws {
    let answer = try form(
      "AnswerMatter",
      values: [
        "reply": "\n<b>fixed</b>", "promise": "a \"lamp\"",
        "promiseDue": .integer(moment("2026-06-30 17:30").milliseconds),
      ])
    #expect(answer.contains("\n\n&lt;b&gt;fixed&lt;/b&gt;</textarea>"))
    #expect(answer.contains("a &quot;lamp&quot;"))
    #expect(answer.contains("value=\"2026-06-30T17:30\""))
    let choices = ActionChoices(
      ["units": [Field.Option("a", "A"), Field.Option("b", "B")]], offset: .china)
    let units = try form("SummonUnits", values: ["units": ["b"]], choices: choices)
    #expect(units.contains("value=\"b\" checked"))
    #expect(!units.contains("value=\"a\" checked"))
    let free = try form("SummonUnits", values: ["units": ["b", "c"]])
    #expect(free.contains("b\nc</textarea>"))
  }

  @Test func `a problem stands at its field, under the field's own name`() throws {
    let problem = Problem(.fieldMissing, field: "/reply", ["name": "reply"])
    let html = try form("AnswerMatter", problem: problem)
    #expect(html.contains("href=\"#field-reply\""))
    #expect(html.contains("id=\"field-reply-error\""))
    #expect(html.contains("aria-invalid=\"true\""))
    #expect(html.contains("The field “Reply” is missing."))
    #expect(html.components("aria-invalid").count == 2)
    // A place within a list belongs to the list.
    let inList = try form(
      "SummonUnits", problem: Problem(.tooLong, field: "/units/3", ["name": "units"]))
    #expect(inList.contains("id=\"field-units-error\""))
  }

  @Test func `a problem of the whole request stands above the fields`() throws {
    for field in ["", "/nothing"] {
      let html = try form("AnswerMatter", problem: Problem(.outOfScope, field: field))
      #expect(html.contains("role=\"alert\"") && !html.contains("aria-invalid"))
      #expect(html.contains("outside the areas"))
    }
  }

  @Test func `hidden fields carry token, version and key, escaped`() throws {
    let html = try form("AnswerMatter")
    #expect(html.contains("type=\"hidden\" name=\"csrf\" value=\"g&quot;\""))
    #expect(html.contains("name=\"_version\" value=\"7\""))
    #expect(html.contains("name=\"_key\" value=\"k\""))
  }

  @Test func `what is fixed is sent and not asked`() throws {
    let html = try form("SignInToTask", fixed: ["task": "3"])
    #expect(html.contains("<input type=\"hidden\" name=\"task\" value=\"3\">"))
    #expect(!html.contains("id=\"field-task\""))
  }

  @Test func `few codes are a list, many are proposed as one writes`() throws {
    func options(_ count: Int) -> ActionChoices {
      ActionChoices(
        ["category": (0..<count).map { Field.Option("c\($0)", "C\($0)") }], offset: .china)
    }
    let few = try form("CategoriseMatter", values: ["category": "c1"], choices: options(3))
    #expect(few.contains("<option value=\"c1\" selected>C1</option>"))
    let many = try form("CategoriseMatter", values: ["category": "c1"], choices: options(200))
    #expect(many.contains("<datalist") && many.contains("value=\"c1\""))
  }

  @Test func `nothing said is an answer of its own`() throws {
    let html = try form("RateTask")
    let isAsked = try entry("RateTask").fields.contains { $0.type == .boolean }
    #expect(!isAsked || html.contains("value=\"\" checked"))
    let check = try form("ReportCheck", values: ["holds": false])
    #expect(check.contains("value=\"false\" checked") && !check.contains("value=\"\" checked"))
  }

  @Test func `required fields are required and the others say that they may be left out`() throws {
    let html = try form("AnswerMatter")
    let reply = html.components("name=\"reply\"")[1].prefix { $0 != ">" }
    #expect(reply.contains(" required"))
    let promise = html.components("name=\"promise\"")[1].prefix { $0 != ">" }
    #expect(!promise.contains(" required") && html.contains("(optional)"))
  }
}
