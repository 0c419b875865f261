import Kernel
import Testing

@testable import Photographs

@Suite struct JPEGRefusalTests {
  static let damaged: [(name: String, file: [UInt8])] = [
    ("nothing but a start", [0xFF, 0xD8, 0xFF]),
    ("an end at once", JPEGFile.start + JPEGFile.end),
    ("no frame", JPEGFile(frame: []).bytes),
    ("two frames", JPEGFile(frame: JPEGFile.frame + JPEGFile.frame).bytes),
    ("no scan", JPEGFile(scans: []).bytes),
    ("a scan without pixels", JPEGFile(scans: [Array(JPEGFile.scan.dropLast())]).bytes),
    ("a second start", JPEGFile(head: [JPEGFile.start]).bytes),
    ("a restart outside of a scan", JPEGFile(head: [[0xFF, 0xD0]]).bytes),
    ("bytes between segments", JPEGFile(head: [JPEGFile.jfif, [0, 1, 2]]).bytes),
    ("a length below two", JPEGFile(head: [[0xFF, 0xFE, 0, 1]]).bytes),
    ("a length beyond the end", JPEGFile(head: [[0xFF, 0xFE, 0xFF, 0xFF]]).bytes),
    ("a table with bytes to spare", JPEGFile(head: [JPEGFile.segment(0xDD, [0, 1, 2])]).bytes),
    ("half a table", JPEGFile(head: [JPEGFile.segment(0xDB, [0, 1, 2])]).bytes),
    ("a table without a number", JPEGFile(head: [JPEGFile.segment(0xDB, [])]).bytes),
    ("too many codes", JPEGFile(head: [JPEGFile.segment(0xC4, codes)]).bytes),
    ("a line count of its own", JPEGFile(scans: [JPEGFile.scan, lines]).bytes),
    ("an unknown colour transform", JPEGFile(head: [JPEGFile.adobe(3)]).bytes),
    ("a component that is not there", JPEGFile(scans: [stranger]).bytes),
    ("two components", JPEGFile(frame: components(2)).bytes),
    ("a component without a scan", JPEGFile(frame: components(3)).bytes),
    ("a frame with bytes to spare", JPEGFile(frame: components(1, more: [0])).bytes),
  ]

  static let codes: [UInt8] = [0, 3] + [UInt8](repeating: 0, count: 15) + [1, 2, 3]
  static let lines = JPEGFile.segment(0xDC, [0, 9])
  static let stranger = JPEGFile.segment(0xDA, [1, 2, 0, 0, 63, 0]) + JPEGFile.packed

  static func components(_ count: UInt8, more: [UInt8] = []) -> [UInt8] {
    let list = (1...count).flatMap { (number) -> [UInt8] in [number, 0x11, 0] }
    return JPEGFile.segment(0xC0, [8, 0, 8, 0, 8, count] + list + more)
  }

  @Test(arguments: damaged.map(\.name))
  func `a damaged JPEG file is refused`(name: String) throws {
    let file = try #require(Self.damaged.first { $0.name == name }).file
    #expect(refusal(file) == "photograph.damaged")
  }

  @Test func `forms that no browser shows are refused as such`() {
    for marker in [0xC3, 0xC5, 0xC9, 0xCA, 0xCC, 0xDE] as [UInt8] {
      let file = JPEGFile(frame: JPEGFile.frame(marker, width: 8, height: 8))
      #expect(refusal(file.bytes) == "photograph.form-unknown")
    }
    let deep = JPEGFile(frame: JPEGFile.segment(0xC1, [12, 0, 8, 0, 8, 1, 1, 0x11, 0]))
    #expect(refusal(deep.bytes) == "photograph.form-unknown")
  }

  @Test func `a refusal says at which byte`() throws {
    let file = JPEGFile(head: [JPEGFile.jfif, [0, 1]]).bytes
    let problem = try #require(throws: Problem.self) { try Photograph(file) }
    #expect(problem.arguments["at"] == "\(2 + JPEGFile.jfif.count)")
    #expect(problem.text(.chinese).contains("第20字节"))
  }
}
