import City
import Journal
import Kernel
import Matters
import Open311
import Pack
import Store
import TestKit
import Testing

/// What everybody may know of requests.
struct RequestTests {
  private func numbers(_ answer: GeoAnswer) throws -> [String] {
    #expect(answer.status == 200, "\(answer.text)")
    return try #require(try JSON(parsing: answer.text).array).compactMap {
      $0["service_request_id"]?.string
    }
  }

  @Test func `a request is told with what is public, and nothing of who brought it in`()
    async throws
  {
    let office = try await Office()
    let number = try await office.file(
      [
        ("first_name", "建国"), ("last_name", "王"), ("phone", "13900001111"),
        ("email", "wang@example.org"), ("device_id", "dev-77"), ("account_id", "acc-88"),
        ("lat", "28.228209"), ("long", "112.938814"), ("address_string", "A3区人民路12号3栋402室"),
        ("media_url", "https://example.org/face.jpg"), ("attribute[plate]", "PLATE-5"),
      ], description: "路灯不亮。我是王建国，电话13900001111，住人民路12号3栋402室。")
    let answer = try await office.get("/v2/requests/\(number).json")
    #expect(answer.status == 200)
    let record = try office.record(answer)
    #expect(record["service_request_id"]?.string == number)
    #expect(record["status"] == "open")
    #expect(record["status_notes"] == .null)
    #expect(record["service_code"] == "street-facilities")
    #expect(record["service_name"] == "Broken street facilities")
    #expect(record["description"]?.string?.hasPrefix("路灯不亮。") == true)
    #expect(record["agency_responsible"]?.string?.isEmpty == false)
    #expect(record["requested_datetime"] == "2026-05-28T10:00:00+08:00")
    #expect(record["updated_datetime"] == "2026-05-28T10:00:00+08:00")
    #expect(record["expected_datetime"]?.string?.hasSuffix("+08:00") == true)
    #expect(record["address"] == "A3区, A市, 示例省")
    #expect(record["address_id"] == "a3")
    #expect(record["zipcode"] == .null)
    #expect(record["lat"] == .double(28.228))
    #expect(record["long"] == .double(112.939))
    #expect(record["media_url"] == .null)
    for format in ["json", "xml"] {
      let text = try await office.get("/v2/requests/\(number).\(format)").text
      for secret in [
        "建国", "13900001111", "wang@", "dev-77", "acc-88", "12号", "402", "face.jpg", "PLATE-5",
        "表单填报", "28.2282",
      ] {
        #expect(!text.contains(secret), "\(secret) in \(text)")
      }
    }
  }

  @Test func `the reply is told once there is one, without personal data`() async throws {
    let office = try await Office()
    let number = try await office.file([("last_name", "王"), ("first_name", "建国")])
    try await office.answer(number, "王建国您好，路灯已修复，联系电话13900001111。", at: Office.now.hours(1))
    let answered = try office.record(try await office.get("/v2/requests/\(number).json"))
    #expect(answered["status"] == "open")
    #expect(answered["status_notes"]?.string?.contains("路灯已修复") == true)
    #expect(answered["status_notes"]?.string?.contains("建国") == false)
    #expect(answered["status_notes"]?.string?.contains("13900001111") == false)
    #expect(answered["updated_datetime"] == "2026-05-28T11:00:00+08:00")
    #expect(answered["expected_datetime"] == .null)
    try await office.close(number, at: Office.now.hours(2))
    let closed = try office.record(try await office.get("/v2/requests/\(number).json"))
    #expect(closed["status"] == "closed")
    #expect(closed["updated_datetime"] == "2026-05-28T12:00:00+08:00")
    // What happens to a closed one afterwards leaves the date of closing.
    try await office.perform(
      "NoteMatter", on: number, ["text": "记录"], by: try office.city.actor(post: "a-supervisor"),
      at: Office.now.hours(3))
    let later = try office.record(try await office.get("/v2/requests/\(number).json"))
    #expect(later["updated_datetime"] == "2026-05-28T12:00:00+08:00")
    try await office.perform(
      "ReopenMatter", on: number, ["reason": "又坏了"],
      by: try office.city.actor(post: "a-supervisor"), at: Office.now.hours(4))
    let reopened = try office.record(try await office.get("/v2/requests/\(number).json"))
    #expect(reopened["status"] == "open")
    #expect(reopened["status_notes"] == .null, "the old reply no longer holds")
  }

  @Test func `the editor's words come before the unit's, and what is withdrawn is not told`()
    async throws
  {
    let office = try await Office()
    let number = try await office.file()
    try await office.answer(number)
    let editor = try office.city.actor(post: "a-editor")
    try await office.perform(
      "PublishMatter", on: number, ["text": "该处路灯已换新灯。", "column": "echo"], by: editor)
    let told = try office.record(try await office.get("/v2/requests/\(number).json"))
    #expect(told["status_notes"] == "该处路灯已换新灯。")
    try await office.perform("WithdrawMatter", on: number, by: editor)
    let silent = try office.record(try await office.get("/v2/requests/\(number).json"))
    #expect(silent["status_notes"] == .null)
  }

  @Test func `nothing of confidential kinds, of complaints or without a service is told`()
    async throws
  {
    let office = try await Office()
    let taker = try office.city.actor(post: "a-call-taker")
    let petitioner = try office.city.actor(post: "a-petitions")
    func hotline(_ more: [String: JSON]) async throws -> String {
      var input: [String: JSON] = [
        "kind": "hotline", "title": "一件事", "text": "请处理。", "caller": "李秀英", "channel": "phone",
      ]
      input.merge(more) { _, new in new }
      let outcome = try await office.perform("ReceiveMatter", .object(input), by: taker)
      let engine = office.city.matters
      return try #require(
        try await office.city.store.read { try engine.load(outcome.subject, $0) }
      ).number
    }
    let plain = try await hotline(["category": "health", "area": "a3"])
    let against = try await hotline(
      ["category": "health", "area": "a3", "against": "a3-housing"])
    let unknown = try await hotline([:])
    let kinds = office.city.pack.kinds.values.filter(\.record.isConfidential).map(\.record)
    var secret: [String] = []
    for kind in kinds {
      let outcome = try await office.perform(
        "ReceiveMatter",
        [
          "kind": .string(kind.id), "title": "举报", "text": "举报某人。", "caller": "李秀英",
          "channel": "letter", "category": "health", "area": "a3",
          "sort": .string(kind.sorts.first?.id ?? ""),
        ], by: petitioner)
      let engine = office.city.matters
      let matter = try await office.city.store.read { try engine.load(outcome.subject, $0) }
      secret.append(try #require(matter).number)
    }
    #expect(!secret.isEmpty)
    #expect(try numbers(try await office.get("/v2/requests.json")) == [plain])
    let all = ([against, unknown] + secret).joined(separator: ",")
    #expect(
      try numbers(try await office.get("/v2/requests.json?service_request_id=\(all)")).isEmpty)
    for number in [against, unknown] + secret {
      #expect(try await office.get("/v2/requests/\(number).json").status == 404)
      let id = try await office.city.subject("matter", named: number)
      let token = Identifier<Matter>(rawValue: id).text
      #expect(try await office.get("/v2/tokens/\(token).json").status == 404)
    }
  }

  @Test func `a token leads to the number`() async throws {
    let office = try await Office()
    let number = try await office.file()
    let id = try await office.city.subject("matter", named: number)
    let token = Identifier<Matter>(rawValue: id).text
    let record = try office.record(try await office.get("/v2/tokens/\(token).json"))
    #expect(record == ["service_request_id": .string(number), "token": .string(token)])
    let xml = try XMLReader.read(try await office.get("/v2/tokens/\(token).xml").text)
    #expect(xml.children[0].children.map(\.name) == ["service_request_id", "token"])
  }

  @Test func `lists hold what was asked for`() async throws {
    let office = try await Office()
    let lamp = try await office.file()
    let early = try await office.file(at: Office.now.hours(-24 * 20))
    let old = try await office.file(at: Office.now.hours(-24 * 100))
    let health = try #require(
      try office.record(
        try await office.post(
          "/v2/requests.json",
          [("api_key", "taker"), ("service_code", "health"), ("address_id", "a3")]))[
          "service_request_id"]?.string)
    try await office.answer(lamp)
    try await office.close(lamp)
    let cases: [(String, Set<String>)] = [
      ("", [lamp, early, health]),
      ("?service_code=health", [health]),
      ("?service_code=health,street-facilities", [lamp, early, health]),
      ("?service_code=health&service_code=street-facilities", [lamp, early, health]),
      ("?status=open", [early, health]), ("?status=closed", [lamp]),
      ("?status=open,closed", [lamp, early, health]), ("?status=CLOSED", [lamp]),
      ("?status=", [lamp, early, health]),
      ("?start_date=2026-05-20T00:00:00Z", [lamp, health]),
      ("?start_date=2026-05-28T10:00:00%2B08:00", [lamp, health]),
      ("?start_date=2026-05-28T10:00:00+08:00", [lamp, health]),
      ("?start_date=2026-05-28T10:00:01%2B08:00", []),
      ("?end_date=2026-05-20T00:00:00Z", [early]),
      ("?end_date=2026-02-28T00:00:00Z", [old]),
      ("?start_date=2026-02-01T00:00:00Z&end_date=2026-03-01T00:00:00Z", [old]),
      ("?start_date=2026-02-01&end_date=2026-03-01", [old]),
      ("?end_date=2026-05-28T10:00:00%2B08:00", [lamp, early, health]),
      ("?service_request_id=\(old)", [old]),
      ("?service_request_id=\(old),\(lamp),20200101-000009&status=open&start_date=x", [old, lamp]),
      ("?service_request_id=nothing", []),
      ("?api_key=x&extensions=true&unknown=1", [lamp, early, health]),
    ]
    for (query, expected) in cases {
      let found = try numbers(try await office.get("/v2/requests.json" + query))
      #expect(Set(found) == expected, "\(query)")
      #expect(found.count == expected.count, "\(query)")
    }
  }

  @Test func `pages follow one another, the newest first`() async throws {
    let office = try await Office()
    var filed: [String] = []
    for _ in 0..<5 { filed.append(try await office.file()) }
    var found: [String] = []
    for page in 1...4 {
      found += try numbers(
        try await office.get("/v2/requests.json?page_size=2&page=\(page)"))
    }
    #expect(found == filed.reversed())
  }

  @Test(arguments: [
    ("start_date=yesterday", "start_date must be a W3C date"),
    ("start_date=2026-05-28T10:00:00", "start_date must be a W3C date"),
    ("end_date=2026-02-30T00:00:00Z", "end_date must be a W3C date"),
    ("start_date=2026-05-28T00:00:00Z&end_date=2026-05-27T00:00:00Z", "start_date lies after"),
    ("start_date=2026-01-01T00:00:00Z&end_date=2026-04-02T00:00:00Z", "at most 90 days"),
    ("status=pending", "status must be open or closed; “pending” was given."),
    ("page=0", "page must be a whole number from 1 to 1000"),
    ("page_size=1001", "page_size must be a whole number from 1 to 1000"),
    ("page_size=-1", "page_size must be"), ("page=99999999999999999999", "page must be"),
    ("page=1&page=2", "page may be given once."),
  ])
  func `a wrong question is refused in words`(query: String, words: String) async throws {
    for list in ["requests", "servicerequestupdates"] {
      if list != "requests", query.hasPrefix("status") { continue }
      let answer = try await Office().get("/v2/\(list).json?\(query)")
      #expect(answer.status == 400)
      #expect(answer.text.contains(words), "\(answer.text)")
    }
  }

  @Test func `an unknown service in a list is not found`() async throws {
    let answer = try await Office().get("/v2/requests.json?service_code=health,none")
    #expect(answer.status == 404)
    #expect(answer.text.contains("service_code “none” was not found."))
  }

  @Test func `too many numbers are refused`() async throws {
    let list = Array(repeating: "1", count: 1_001).joined(separator: ",")
    #expect(try await Office().get("/v2/requests.json?service_request_id=\(list)").status == 400)
  }

  @Test(arguments: [
    "0001-01-01", "9999-12-31", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-18:00",
  ])
  func `the ends of time are dates like others`(date: String) async throws {
    let office = try await Office()
    for list in ["requests", "servicerequestupdates"] {
      for name in ["start_date", "end_date"] {
        #expect(try numbers(try await office.get("/v2/\(list).json?\(name)=\(date)")).isEmpty)
      }
    }
  }

  @Test func `ninety days are no more than ninety days`() async throws {
    let path = "/v2/requests.json?start_date=2026-01-01T00:00:00Z&end_date=2026-04-01T00:00:00Z"
    #expect(try await Office().get(path).status == 200)
  }

  @Test(arguments: [
    "</description><status>closed</status>", "]]>", "<![CDATA[", "&amp;&lt;", "\"'>",
    "\u{FFFE}\u{FFFF}",
    "a\r\nb\tc",
    "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;",
    "路灯\u{202E}灯路", "【表单填报】\n经纬度：1,1\n地址：假", "\u{85}\u{2028}", "{\"a\":1}", "' OR 1=1 --",
  ])
  func `hostile words are shown and do nothing`(words: String) async throws {
    let office = try await Office()
    let number = try await office.file(description: "路灯" + words)
    let json = try office.record(try await office.get("/v2/requests/\(number).json"))
    let xml = try XMLReader.read(try await office.get("/v2/requests/\(number).xml").text)
    #expect(xml.children.count == 1)
    #expect(xml.children[0].children.count == 17)
    let told = try #require(xml.children[0].children.first { $0.name == "description" })
    let expected = try #require(json["description"]?.string)
    let clean = String(
      String.UnicodeScalarView(
        expected.unicodeScalars.map { $0.value == 0xFFFE || $0.value == 0xFFFF ? "\u{FFFD}" : $0 }))
    #expect(Array(told.text.unicodeScalars) == Array(clean.unicodeScalars))
    #expect(json["lat"] == .null)
  }
}
