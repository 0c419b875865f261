import Foundation
import Kernel
import TestKit
import Testing

/// The built program, run as a user runs it.
struct Program {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "baodao-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// Where the build puts the program: beside the tests.
  static var path: String {
    let arguments = CommandLine.arguments
    let bundle = arguments.firstIndex(of: "--test-bundle-path").map { arguments[$0 + 1] }
    let tests = bundle ?? arguments[0]
    return URL(fileURLWithPath: tests).deletingLastPathComponent().path + "/baodao"
  }

  struct Answer {
    let code: Int32
    let output: String
    let errors: String

    func json() throws -> JSON { try JSON(parsing: output) }
  }

  @discardableResult
  func run(_ arguments: String...) throws -> Answer { try run(arguments) }

  @discardableResult
  func run(_ arguments: [String]) throws -> Answer {
    let process = try ChildProcess(Program.path, arguments, in: folder)
    let code = process.wait()
    return Answer(code: code, output: process.output, errors: process.errors)
  }

  func write(_ name: String, _ text: String) throws {
    try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
  }
}

extension Program {
  /// A file of three messages: one with a reply in time, one without a place, one whose reply comes
  /// late.
  static let messages = """
    留言编号,留言用户,留言主题,留言时间,留言详情,答复意见,答复时间
    1,居民甲,A3区路灯白天亮着,2019/3/4 9:00:00,"整条路都亮着,请处理",已处理,2019/3/6 10:00:00
    2,居民乙,有事想说,2019/3/5 9:00:00,请回电话,,
    3,居民丙,A7县工地夜间施工噪音扰民,2019/3/6 9:00:00,夜里两点还在打桩,已责令整改,2019/6/3 9:00:00

    """
}
