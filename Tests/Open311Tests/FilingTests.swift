import Kernel
import Matters
import Open311
import Pack
import TestKit
import Testing

/// Taking requests in.
struct FilingTests {
  private static let health: [(String, String)] = [
    ("api_key", "taker"), ("service_code", "health"),
  ]
  private static let least: [(String, String)] = health + [("address_string", "A3区")]

  fileprivate typealias Wrong = (fields: [(String, String)], status: Int, words: String)

  fileprivate static let wrongForms: [Wrong] = [
    ([], 403, "api_key was not provided."),
    ([("api_key", "guess")], 403, "The api_key is not valid."),
    ([("api_key", "taker")], 400, "service_code was not provided."),
    ([("api_key", "taker"), ("service_code", " ")], 400, "service_code was not provided."),
    (
      [("api_key", "taker"), ("service_code", "none")], 404,
      "service_code “none” was not found."
    ),
    (
      health + [("jurisdiction_id", "x")], 404,
      "jurisdiction_id “x” was not found."
    ),
    (
      health, 400,
      "A location was not provided: lat and long, address_string or address_id."
    ),
    (
      health + [("lat", "28")], 400,
      "long was not provided."
    ),
    (
      health + [("lat", "91"), ("long", "0")], 400,
      "lat must be degrees from -90…90; “91” was given."
    ),
    (
      health + [("lat", "0x1p3"), ("long", "nan")], 400,
      "lat must be degrees from -90…90; “0x1p3” was given."
    ),
    (
      health + [("address_id", "atlantis")], 400,
      "address_id must be the code of an area; “atlantis” was given."
    ),
    (
      least + [("media_url", "javascript:alert(1)")], 400,
      "media_url must be an http or https URL; “javascript:alert(1)” was given."
    ),
    (
      least + [("description", String(repeating: "长", count: 4_001))], 400,
      "description may have at most 4000 characters."
    ),
    (least + [("service_code", "health")], 400, "service_code may be given once."),
    (
      least + [("attribute[plate]", "1")], 400,
      "attribute[plate] must be a question of the service “health”: ; “plate” was given."
    ),
    (
      [("api_key", "editor"), ("service_code", "health"), ("address_id", "a3")], 403,
      "Your posts do not carry the permission “matter.receive”."
    ),
  ]

  fileprivate typealias WrongAnswer = (answers: [(String, String)], words: String)

  fileprivate static let wrongAnswers: [WrongAnswer] = [
    ([], "attribute[facility] was not provided."),
    (
      [("attribute[facility]", "ship")],
      "attribute[facility] must be one of: lamp, cover, other; “ship” was given."
    ),
    (
      [("attribute[facility]", "lamp"), ("attribute[facility]", "cover")],
      "attribute[facility] must be one answer; “lamp, cover” was given."
    ),
    (
      [("attribute[facility]", "lamp"), ("attribute[count]", "two")],
      "attribute[count] must be a number; “two” was given."
    ),
    (
      [("attribute[facility]", "lamp"), ("attribute[count]", "1e9999")],
      "attribute[count] must be a number; “1e9999” was given."
    ),
    (
      [("attribute[facility]", "lamp"), ("attribute[since]", "2026-13-01")],
      "attribute[since] must be an ISO 8601 date or time such as 2026-05-28; "
        + "“2026-13-01” was given."
    ),
    (
      [("attribute[facility]", "lamp"), ("attribute[plate]", "a\nb")],
      "attribute[plate] must be one line; “a\nb” was given."
    ),
    (
      [("attribute[facility]", "lamp"), ("attribute[dangers][]", "lions")],
      "attribute[dangers] must be one of: dark, fall, wire; “lions” was given."
    ),
    (
      [("attribute[facility]", "lamp"), ("attribute[notice]", "x")],
      "attribute[notice] must be a question of the service “street-facilities”: "
        + "count, dangers, facility, plate, remarks, since; “notice” was given."
    ),
  ]

  private func refusal(
    _ fields: [(String, String)], _ path: String = "/v2/requests.json"
  ) async throws -> (status: Int, words: [String]) {
    let answer = try await Office().post(path, fields)
    let errors = try #require(try JSON(parsing: answer.text).array, "\(answer.text)")
    return (answer.status, errors.compactMap { $0["description"]?.string })
  }

  @Test func `a request gets its number, a lead and a date at once`() async throws {
    let office = try await Office()
    let answer = try await office.post(
      "/v2/requests.json",
      [
        ("api_key", "taker"), ("jurisdiction_id", "example"), ("service_code", "street-facilities"),
        ("lat", "28.228209"), ("long", "112.938814"), ("address_string", "A市A3区人民路12号"),
        ("email", "wang@example.org"), ("device_id", "tt222111"), ("account_id", "123456"),
        ("first_name", "建国"), ("last_name", "王"), ("phone", "13900001111"),
        ("description", "路灯不亮，已经三天。\n请尽快。"),
        ("media_url", "https://example.org/a.jpg"), ("attribute[facility]", "lamp"),
        ("attribute[plate]", "A-12"), ("attribute[count]", "2"), ("attribute[since]", "2026-05-25"),
        ("attribute[dangers][]", "dark"), ("attribute[dangers][]", "wire"),
        ("attribute[remarks]", "第一行\n第二行"),
      ])
    #expect(answer.status == 200)
    let record = try office.record(answer)
    #expect(record["service_request_id"] == "20260528-000001")
    #expect(record["account_id"] == "123456")
    #expect(record["service_notice"]?.string?.contains("answers by 2026-") == true)
    #expect(record["token"] == nil)
    let matter = try await office.matter("20260528-000001")
    #expect(matter.kind == "hotline")
    #expect(matter.channel == "open311")
    #expect(matter.category == "street-facilities")
    #expect(matter.area == "a3")
    #expect(matter.lead != nil)
    #expect(matter.caller == "王建国")
    #expect(matter.title == "路灯不亮，已经三天。")
    #expect(
      matter.body?.text == """
        路灯不亮，已经三天。
        请尽快。

        【表单填报】
        地址：A市A3区人民路12号
        经纬度：28.228209,112.938814
        电话：13900001111
        邮箱：wang@example.org
        账号：123456
        设备：tt222111
        附件：https://example.org/a.jpg
        ·设施类型：路灯
        ·设施编号：A-12
        ·损坏数量：2
        ·何时发现：2026-05-25
        ·危险情形：夜间昏暗、电线外露
        ·补充说明：第一行
        \u{3000}\u{3000}第二行
        """)
  }

  @Test func `the answer in XML has the specification's shape`() async throws {
    let answer = try await Office().post("/v2/requests.xml", FilingTests.least)
    let root = try XMLReader.read(answer.text)
    #expect(root.name == "service_requests")
    #expect(root.children.map(\.name) == ["request"])
    #expect(
      root.children[0].children.map(\.name)
        == ["service_request_id", "service_notice", "account_id"])
    #expect(answer.text.contains("<account_id/>"))
  }

  @Test func `a point alone waits for somebody who knows the place`() async throws {
    let office = try await Office()
    let answer = try await office.post(
      "/v2/requests.json",
      [
        ("api_key", "taker"), ("service_code", "health"), ("lat", "28.2"), ("long", "112.9"),
        ("description", "门诊排队太久"),
      ])
    let number = try #require(try office.record(answer)["service_request_id"]?.string)
    let matter = try await office.matter(number)
    #expect(matter.phase == .arbitration)
    #expect(matter.area == nil)
    #expect(matter.caller == "市民")
    #expect(try office.record(answer)["service_notice"]?.string?.contains("determined") == true)
  }

  @Test func `a resident may file with a key of their own`() async throws {
    let office = try await Office()
    let answer = try await office.post(
      "/v2/requests.json",
      [("api_key", "resident"), ("service_code", "health"), ("address_id", "a3")])
    #expect(answer.status == 200)
    let number = try #require(try office.record(answer)["service_request_id"]?.string)
    #expect(try await office.matter(number).title == "卫生计生")
  }

  @Test(arguments: wrongForms)
  func `a request that is not right is refused in words`(
    fields: [(String, String)], status: Int, words: String
  ) async throws {
    let refusal = try await refusal(fields)
    #expect(refusal.status == status)
    #expect(refusal.words.first == words)
    let xml = try await Office().post("/v2/requests.xml", fields)
    #expect(xml.status == status)
    #expect(
      try XMLReader.read(xml.text).children[0].children.map(\.name) == ["code", "description"])
  }

  @Test(arguments: wrongAnswers)
  func `answers are checked against the questions`(
    answers: [(String, String)], words: String
  ) async throws {
    let refusal = try await refusal(
      [("api_key", "taker"), ("service_code", "street-facilities"), ("address_id", "a3")] + answers)
    #expect(refusal.status == 400)
    #expect(refusal.words == [words])
  }

  @Test func `all faults of a form are told at once`() async throws {
    let refusal = try await refusal([
      ("api_key", "taker"), ("service_code", "street-facilities"), ("attribute[count]", "x"),
    ])
    #expect(refusal.words.count == 3)
  }

  @Test(arguments: ["application/json", "multipart/form-data", "", "text/plain"])
  func `only forms are taken`(type: String) async throws {
    let answer = try await Office().post("/v2/requests.json", FilingTests.least, type: type)
    #expect(answer.status == 400)
    #expect(answer.text.contains("Content-Type must be"))
  }

  @Test func `a matter is not made of what was refused`() async throws {
    let office = try await Office()
    _ = try await office.post("/v2/requests.json", [("api_key", "taker")])
    let answer = try await office.post("/v2/requests.json", FilingTests.least)
    #expect(try office.record(answer)["service_request_id"] == "20260528-000001")
  }
}
