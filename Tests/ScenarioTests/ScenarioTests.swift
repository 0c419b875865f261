import Kernel
import Pack
import Scenarios
import Testing

private let path = "story.yaml"

private let head = """
  scenario: X
  title: {zh: 试, en: Trial}
  pack: example
  steps:

  """

private let call = """
    - tell: {zh: 来电, en: A call}
      at: '2022-09-05 09:10'
      post: a-call-taker
      do: ReceiveMatter
      matter: lamp
      with: {kind: hotline, channel: phone, title: A3区路灯不亮, text: 很黑。, caller: 王建国}

  """

/// What is not true of a story, given its steps.
private func failures(_ steps: String) async throws -> [String] {
  try await Stage.run(path, text: head + steps).lines.flatMap(\.failures)
}

@Suite struct ScenarioTests {
  @Test(arguments: [
    ("lead: a3-housing", "lead: a3-office", "lead is \"a3-housing\", expected \"a3-office\""),
    ("light: red, state: dispatched", "light: amber, state: dispatched", "light is \"red\""),
    ("reopenings: 1", "reopenings: 2", "reopenings is 1, expected 2"),
    ("refused: matter.not-yours", "refused: matter.closed", "AnswerMatter: [matter.not-yours]"),
    ("value: 66.67", "value: 66.66", "expected 66.66"),
    ("unit: a3-housing\n", "unit: a3-health\n", "AcceptMatter: [matter.not-yours]"),
  ])
  func `a story with one altered word fails at the line of its step`(
    was: String, becomes: String, reason: String
  ) async throws {
    let file = "Mechanisms/G03/scenario.yaml"
    let text = Stage.text(file)
    let spot = try #require(text.firstRange(of: was))
    let altered = text.replacingCharacters(spot, becomes)
    let run = try await Stage.run(file, text: altered)
    #expect(!run.isTrue)
    let first = try #require(run.lines.flatMap(\.failures).first)
    #expect(first.contains(reason))
    // The step begins at the last line before the altered one that begins a list's element.
    let lines = text[..<spot.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
    let step = try #require(lines.lastIndex { $0.hasPrefix("  - ") })
    #expect(first.hasPrefix("\(file):\(step + 1):"), "\(first)")
  }

  @Test func `a story that comes true has no failures`() async throws {
    #expect(
      try await failures(call + "    expect: {lead: a3-housing, light: green, grade: null}\n") == []
    )
  }

  @Test(arguments: [
    ("expect: {laed: null}", "story.yaml:5:5: there is no fact “laed”"),
    ("expect: {grade: 1}", "story.yaml:5:5: grade is null, expected 1"),
    ("refused: matter.closed", "story.yaml:5:5: ReceiveMatter was not refused by matter.closed"),
  ])
  func `an expectation that is not met is told with its place`(line: String, failure: String)
    async throws
  {
    #expect(try await failures(call + "    \(line)\n") == [failure])
  }

  @Test(arguments: [
    ("at: '2022-09-05 09:09'", "no later time: 2022-09-05 09:09"),
    ("at: yesterday", "no later time: yesterday"),
    ("refused: matter.closed", "“refused” needs “do”"), ("value: 3", "“value” needs “figure”"),
    ("expect: {state: closed}", "there is no matter “”"),
    ("{matter: lamp, expect: {state: closed}}", "state is \"dispatched\", expected \"closed\""),
    ("{do: OpenMatter, post: a-editor}", "OpenMatter: [request.not-found]"),
    ("{do: AcceptMatter, post: nobody, matter: lamp}", "AcceptMatter: [request.not-found]"),
    (
      "{do: NoteMatter, post: a-supervisor, matter: lamp, with: {txet: x}}",
      "NoteMatter: [request.field-missing]"
    ),
    ("{figure: received, period: soon, value: 1}", "period “soon”"),
    ("{figure: received, period: 2022-09}", "a figure needs a value"),
    (
      "{figure: received, period: 2022-09, value: 2}", "received in 2022-09 is 1.0, expected 2.0"
    ), ("{duties: {city: 8}}", "city has 9 duties, expected 8"),
  ])
  func `a step that cannot be told is a failure of that step`(line: String, failure: String)
    async throws
  {
    let body = line.hasPrefix("{") ? String(line.dropFirst().dropLast()) : line
    let step = "  - {tell: {zh: 步, en: Step}, \(body)}\n"
    let found = try await failures(call + step)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("story.yaml:11:") == true, "\(found)")
    #expect(found.first?.contains(failure) == true, "\(found)")
  }

  @Test func `a step that fails does not stop the story`() async throws {
    let run = try await Stage.run(
      path,
      text: head + call + "    expect: {lead: nobody}\n"
        + "  - {tell: {zh: 数, en: Count}, figure: received, period: 2022-09, value: 1}\n")
    #expect(run.lines.map(\.failures.count) == [1, 0])
  }

  @Test func `deadlines fall due between the steps`() async throws {
    let later = """
        - tell: {zh: 期满, en: The limit ends}
          at: '2022-09-13 17:30'
          matter: lamp
          expect: {light: red}

      """
    #expect(try await failures(call + later) == [])
    #expect(try await failures(call + later.replacing("17:30", with: "17:29")).count == 1)
  }

  @Test func `an unknown key is told with its place and the nearest one`() {
    #expect(
      Stage.faults(head + call + "    expcet: {lead: a}\n")
        == ["story.yaml:11:5: unknown key “expcet”; did you mean “expect”?"])
    #expect(
      Stage.faults("scenarios: X\n" + head + call).first?.hasPrefix("story.yaml:1:1: ") == true)
  }

  @Test func `a story without its steps or in no YAML says what is missing`() {
    #expect(
      Stage.faults("scenario: X\npack: example\ntitle: {zh: 试, en: T}\n")
        == ["story.yaml:1:1: the story has no steps"])
    #expect(Stage.faults("scenario: [\n").first?.hasPrefix("story.yaml:") == true)
    #expect(Stage.faults("").count >= 1)
  }
}

extension String {
  func replacingCharacters(_ range: Range<String.Index>, _ text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
