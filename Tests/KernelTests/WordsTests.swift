import Kernel
import Testing

/// Names that are nearly right, texts with gaps, languages and problems.
@Suite struct WordsTests {
  @Test(arguments: [
    ("channel", "channel"), ("chanel", "channel"), ("chnanel", "channel"), ("CHANNEL", "channel"),
    ("statt", "state"), ("zzzzzzz", nil), ("deadlineDayMax", "deadlineDaysMax"), ("", nil),
    ("channelchannel", nil), ("路登", "路灯"),
  ])
  func `the nearest name is offered only where it is near`(name: String, nearest: String?) {
    #expect(nearestName(to: name, in: ["channel", "state", "deadlineDaysMax", "路灯"]) == nearest)
  }

  @Test func `of equally near names the first in order is offered, however they are listed`() {
    let names = ["cat", "bat", "hat"]
    #expect(nearestName(to: "rat", in: names) == "bat")
    #expect(nearestName(to: "rat", in: names.reversed()) == "bat")
    #expect(nearestName(to: "rat", in: [String]()) == nil)
  }

  @Test func `a very long name is compared without taking long`() {
    let long = String(repeating: "a", count: 100_000)
    #expect(nearestName(to: long, in: [long + "b", "c"]) == long + "b")
  }

  @Test(arguments: [
    ("“{name}”最多{most}个", "“x”最多3个"), ("{name}{name}", "xx"), ("{unknown}", "{unknown}"),
    ("{name", "{name"), ("name}", "name}"), ("{}", "{}"), ("{{name}}", "{{name}}"), ("", ""),
    ("{most}%", "3%"), ("{brace}", "{name}"),
  ])
  func `a text is filled once, and what is unknown stays`(template: String, filled: String) {
    let arguments = ["name": "x", "most": "3", "brace": "{name}"]
    #expect(Text(template).filled(arguments, .chinese) == filled)
    #expect(Text(zh: "", en: template).filled(arguments, .english) == filled)
  }

  @Test(arguments: [
    (nil, Language.chinese), ("", .chinese), ("en", .english), ("en-US,en;q=0.9", .english),
    ("zh-CN,zh;q=0.9,en;q=0.8", .chinese), ("fr, EN-gb;q=0.5", .english), ("fr", .chinese),
    ("en_GB.UTF-8", .english), ("zh_CN.UTF-8", .chinese), ("*", .chinese), ("C", .chinese),
    (";;;,,,", .chinese), ("de;q=0.9, zh-TW", .chinese),
  ])
  func `the first language that the program has is spoken`(header: String?, language: Language) {
    #expect(Language(preferring: header) == language)
  }

  @Test func `a problem is written as RFC 9457 says, in the asker's language`() {
    let kind = Problem.Kind(
      "lamp.dark", status: 409, zh: "“{name}”不亮", en: "The lamp “{name}” is dark.")
    let problem = Problem(kind, field: "/lamp", ["name": "A3"])
    #expect(
      problem.json(.english) == [
        "type": "urn:baodao:problem:lamp.dark", "status": 409, "code": "lamp.dark",
        "title": "The lamp “A3” is dark.", "pointer": "/lamp",
      ])
    #expect(problem.json(.chinese)["title"] == "“A3”不亮")
    #expect(Problem(.outOfScope).json(.english)["pointer"] == nil)
    #expect(problem.description == "[lamp.dark] The lamp “A3” is dark. (/lamp)")
  }

  @Test func `an actor holds what any of their grants carries`() {
    let grants = [
      Grant(role: "a", permissions: ["x.one"], unit: nil, areas: nil, onlyOwnUnit: false),
      Grant(
        role: "b", permissions: ["x.two", "x.one"], unit: "u", areas: ["A3"], onlyOwnUnit: true),
    ]
    let actor = Actor(id: "person:lin", name: "林", grants: grants)
    #expect(actor.holds("x.two"))
    #expect(!actor.holds("x.three"))
    #expect(actor.grants(for: "x.one") == grants)
    #expect(actor.grants(for: "x.two") == [grants[1]])
  }
}
