import Kernel
import Pack
import Scenarios
import Testing

private let head = """
  scenario: X
  title: {zh: 试, en: Trial}
  pack: qingdao
  steps:
    - tell: {zh: 指派, en: Assign}
      at: '2021-03-01 09:00'
      post: campaign-office
      do: AssignVisitor
      times: 3
      with:
        {program: cadres-to-firms, target: 'f-{n}', targetName: 企, visitor: '干部{n}', area: '370200'}
    - tell: {zh: 开会, en: Meet}
      post: coordination-office
      do: ConveneMeeting
      meeting: week
      with: {series: coordination-weekly}

  """

/// What a story says of programmes, mandates, meetings and people, and how it fails.
@Suite struct ProgrammeStoryTests {
  private func failures(_ step: String) async throws -> [String] {
    let text = head + "  - {tell: {zh: 步, en: Step}, \(step)}\n"
    return try await Stage.run("story.yaml", text: text).lines.flatMap(\.failures).map {
      String($0.trimmingPrefix("story.yaml:17:5: "))
    }
  }

  @Test(arguments: [
    "coverage: {program: cadres-to-firms, planned: 1000, known: 3, assigned: 3, unassigned: 997}",
    "coverage: {program: cadres-to-firms, percent: 0, assignedPercent: 0.3, topics: {}}",
    "coverage: {program: first-secretaries, planned: null, assignedPercent: null}",
    "mandates: {function: investment, template: street-office, of: 98, stripped: 50}",
    "mandates: {function: investment, template: street-office, 'on': '2018-12-31', stripped: 0}",
    "mandates: {function: street-party, tier: subdistrict, of: 141, stated: 134, difference: 7}",
    "mandates: {function: street-party, tier: subdistrict, stated: 141}",
    "meeting: week, expect: {number: coordination-weekly-1, items: [], closed: null}",
  ])
  func `what is so is no failure`(step: String) async throws {
    #expect(try await failures(step) == [])
  }

  @Test(arguments: [
    ("coverage: {program: cadres-to-firms, unassigned: 0}", "unassigned is 997, expected 0"),
    ("coverage: {program: cadres-to-firms, assigned: 4}", "assigned is 3, expected 4"),
    ("coverage: {program: cadres-to-firms, asigned: null}", "there is no fact “asigned”"),
    ("coverage: {planned: 1000}", "“coverage” needs “program”"),
    ("coverage: cadres-to-firms", "“coverage” needs “program”"),
    (
      "mandates: {function: investment, template: street-office, stripped: 49}",
      "stripped is 50, expected 49"
    ),
    ("mandates: {function: investment}", "“mandates” needs “function” and “template” or “tier”"),
    (
      "mandates: {function: investment, tier: subdistrict, 'on': soon}", "“on” is no date: soon"
    ),
    (
      "mandates: {function: street-party, tier: subdistrict, stated: 134}",
      "of is 141, the source states 134: the difference is not 0"
    ),
    (
      "mandates: {function: street-party, tier: subdistrict, stated: 141, difference: 7}",
      "of is 141, the source states 141: the difference is not 7"
    ),
    ("meeting: month, expect: {items: []}", "there is no meeting “month”"),
    ("meeting: week, expect: {item: []}", "there is no fact “item”"),
    (
      "meeting: week, expect: {number: coordination-weekly-2}",
      "number is \"coordination-weekly-1\", expected \"coordination-weekly-2\""
    ),
  ])
  func `what is not so is told`(step: String, failure: String) async throws {
    #expect(try await failures(step) == [failure])
  }

  @Test(arguments: [
    "coverage: {program: farms, planned: 1}", "mandates: {function: nothing, tier: subdistrict}",
    "mandates: {function: investment, template: nothing}",
    "mandates: {function: investment, tier: nothing}",
  ])
  func `what the pack does not have is told`(step: String) async throws {
    let found = try await failures(step)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("[request.not-found]") == true, "\(found)")
  }

  @Test func `a person acts with the posts that they hold then`() async throws {
    let record = "do: RecordVisit, with: {program: cadres-to-firms, target: f-1, note: 走访, "
    let visit = "person: 干部1, \(record)topics: [labour], met: 1, materials: 0}"
    let found = try await failures(visit)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("RecordVisit: [request.forbidden]") == true, "\(found)")
    let appointed = """
      post: administrator, do: AppointHolder, with: {post: campaign-visitor, person: 干部1}}
        - {tell: {zh: 走访, en: Visit}, \(visit)
      """
    #expect(try await failures(appointed) == [])
  }

  @Test func `a step without a name for its matter does not lend it to the next`() async throws {
    let step = """
      post: campaign-office, do: ReceiveMatter, with: {kind: visit-issue, channel: visit, \
      title: 一, text: 二, caller: 居民, area: '370202001'}}
        - {tell: {zh: 步, en: Step}, expect: {state: collected}
      """
    #expect(try await failures(step) == ["story.yaml:18:5: there is no matter “”"])
  }
}
