import City
import Journal
import Kernel
import Matters
import Open311
import Pack
import Store
import TestKit
import Testing

/// The extension for updates.
struct UpdateTests {
  private func fields(
    _ number: String, _ status: String, _ more: [(String, String)] = [], key: String = "boss",
    id: String = "42", description: String = "还没有修好"
  ) -> [(String, String)] {
    [
      ("api_key", key), ("update_id", id), ("service_request_id", number), ("status", status),
      ("description", description), ("updated_datetime", "2026-05-28T09:59:00+08:00"),
    ] + more
  }

  @Test func `what happens to a request is told in order`() async throws {
    let office = try await Office()
    let number = try await office.file()
    try await office.answer(number, at: Office.now.hours(1))
    try await office.close(number, at: Office.now.hours(2))
    try await office.perform(
      "ReopenMatter", on: number, ["reason": "王建国说又坏了"],
      by: try office.city.actor(post: "a-supervisor"), at: Office.now.hours(3))
    let answer = try await office.get(
      "/v2/servicerequestupdates.json", at: Office.now.hours(4))
    let updates = try #require(try JSON(parsing: answer.text).array)
    #expect(updates.map { $0["status"] } == ["open", "fixed", "open"])
    #expect(updates.allSatisfy { $0["service_request_id"]?.string == number })
    #expect(
      updates.map { $0["updated_datetime"] } == [
        "2026-05-28T11:00:00+08:00", "2026-05-28T12:00:00+08:00", "2026-05-28T13:00:00+08:00",
      ])
    #expect(Set(updates.compactMap { $0["update_id"]?.string }).count == 3)
    #expect(!answer.text.contains("建国"))
    let part = try await office.get(
      "/v2/servicerequestupdates.json?start_date=2026-05-28T11:30:00%2B08:00"
        + "&end_date=2026-05-28T12:00:00%2B08:00", at: Office.now.hours(4))
    #expect(try JSON(parsing: part.text).array?.map { $0["status"] } == ["fixed"])
    let page = try await office.get(
      "/v2/servicerequestupdates.json?page_size=1&page=3", at: Office.now.hours(4))
    #expect(try JSON(parsing: page.text).array?.count == 1)
  }

  @Test func `the reply is told with the answer while it holds`() async throws {
    let office = try await Office()
    let number = try await office.file()
    try await office.answer(number, "已修复，电话13900001111。")
    let text = try await office.get("/v2/servicerequestupdates.json").text
    #expect(text.contains("已修复"))
    #expect(!text.contains("13900001111"))
  }

  @Test func `a comment becomes a note, once`() async throws {
    let office = try await Office()
    let number = try await office.file()
    let sent = fields(number, "OPEN", [("media_url", "https://example.org/b.jpg")])
    let first = try office.record(try await office.post("/v2/servicerequestupdates.json", sent))
    let again = try office.record(try await office.post("/v2/servicerequestupdates.json", sent))
    #expect(first["update_id"]?.string?.isEmpty == false)
    #expect(first == again)
    let xml = try await office.post(
      "/v2/servicerequestupdates.xml", fields(number, "FIXED", id: "43"))
    let root = try XMLReader.read(xml.text)
    #expect(root.name == "service_request_updates")
    #expect(root.children.map(\.name) == ["request_update"])
    #expect(root.children[0].children.map(\.name) == ["update_id"])
    let id = try await office.city.subject("matter", named: number)
    let jurisdiction = office.city.pack.jurisdiction
    let notes = try await office.city.store.read { store in
      try store.rows(
        "SELECT body FROM event WHERE jurisdiction = ? AND subject = ? AND name = 'matter.noted'",
        [.integer(jurisdiction), .integer(id)]
      ).map { $0.text(0) }
    }
    #expect(
      notes == [
        #"{"text":"Open311 OPEN\n还没有修好\n附件：https://example.org/b.jpg"}"#,
        #"{"text":"Open311 FIXED\n还没有修好"}"#,
      ])
  }

  @Test func `a closed request is reopened by the status open, and told so`() async throws {
    let office = try await Office()
    let number = try await office.file()
    try await office.answer(number)
    try await office.close(number)
    let made = try office.record(
      try await office.post(
        "/v2/servicerequestupdates.json", fields(number, "open"), at: Office.now.hours(1)))
    #expect(try await office.matter(number).phase == .open)
    let told = try await office.get("/v2/servicerequestupdates.json", at: Office.now.hours(2))
    let last = try #require(try JSON(parsing: told.text).array?.last)
    #expect(last["update_id"] == made["update_id"], "clients know their own update again")
    #expect(last["status"] == "open")
  }

  @Test(arguments: [
    ("CLOSED", false, "Only the responsible unit closes a request"),
    ("DUPLICATE", false, "Only the responsible unit closes a request"),
    ("NO_FURTHER_ACTION", false, "Only the responsible unit closes a request"),
    ("NOT_COUNCILS_RESPONSIBILITY", false, "Only the responsible unit closes a request"),
    ("INVESTIGATING", true, "The request is closed; send the status open"),
    ("IN_PROGRESS", true, "The request is closed; send the status open"),
    ("PLANNED", true, "The request is closed; send the status open"),
  ])
  func `what only the unit decides is refused`(
    status: String, isClosed: Bool, words: String
  ) async throws {
    let office = try await Office()
    let number = try await office.file()
    if isClosed {
      try await office.answer(number)
      try await office.close(number)
    }
    let answer = try await office.post("/v2/servicerequestupdates.json", fields(number, status))
    #expect(answer.status == 400)
    #expect(answer.text.contains(words), "\(answer.text)")
  }

  @Test(arguments: [
    ("INVESTIGATING", false), ("ACTION_SCHEDULED", false), ("INTERNAL_REFERRAL", false),
    ("CLOSED", true), ("FIXED", true), ("DUPLICATE", true),
  ])
  func `what changes nothing is a note`(status: String, isClosed: Bool) async throws {
    let office = try await Office()
    let number = try await office.file()
    if isClosed {
      try await office.answer(number)
      try await office.close(number)
    }
    let phase = try await office.matter(number).phase
    let answer = try await office.post("/v2/servicerequestupdates.json", fields(number, status))
    #expect(answer.status == 200, "\(answer.text)")
    #expect(try await office.matter(number).phase == phase)
  }

  @Test func `updates that are not right are refused`() async throws {
    let office = try await Office()
    let number = try await office.file()
    let cases: [([(String, String)], Int, String)] = [
      ([], 403, "api_key was not provided."),
      ([("api_key", "x")], 403, "The api_key is not valid."),
      ([("api_key", "boss")], 400, "update_id was not provided."),
      (fields("20260101-000001", "OPEN"), 404, "was not found."),
      (fields(number, "LOST"), 400, "status must be OPEN, INVESTIGATING"),
      (fields(number, "OPEN", id: String(repeating: "1", count: 101)), 400, "update_id may have"),
      (fields(number, "OPEN", description: ""), 400, "description was not provided."),
      (fields(number, "OPEN", [("media_url", "file:///etc/passwd")]), 400, "media_url must be"),
      (fields(number, "OPEN", [("jurisdiction_id", "x")]), 404, "jurisdiction_id “x”"),
      (fields(number, "OPEN", key: "taker"), 403, "do not carry the permission"),
      (fields(number, "OPEN", key: "editor"), 403, "do not carry the permission"),
      (fields(number, "OPEN", key: "resident"), 404, "was not found."),
    ]
    for (fields, status, words) in cases {
      let answer = try await office.post("/v2/servicerequestupdates.json", fields)
      #expect(answer.status == status, "\(answer.text)")
      #expect(answer.text.contains(words), "\(answer.text)")
    }
    var dated = fields(number, "OPEN")
    dated[5].1 = "2026-05-28 09:59"
    let answer = try await office.post("/v2/servicerequestupdates.json", dated)
    #expect(answer.status == 400)
    #expect(answer.text.contains("updated_datetime must be a W3C date"))
  }

  @Test func `a post reaches only what lies in its area`() async throws {
    let office = try await Office()
    let number = try await office.file()
    #expect(
      try await office.post(
        "/v2/servicerequestupdates.json", fields(number, "OPEN", key: "three")
      ).status == 200)
    let other = try await office.post(
      "/v2/requests.json",
      [("api_key", "taker"), ("service_code", "health"), ("address_id", "a1")])
    let elsewhere = try #require(try office.record(other)["service_request_id"]?.string)
    #expect(
      try await office.post(
        "/v2/servicerequestupdates.json", fields(elsewhere, "OPEN", key: "three")
      ).status == 404)
  }
}
