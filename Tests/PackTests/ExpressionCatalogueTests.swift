import Expression
import Foundation
import Kernel
import Testing

@testable import Pack

/// What is told in Chinese about faulty expressions.
@Suite struct ExpressionCatalogueTests {
  private static let sources: [String: String] = {
    let folder = Fixture.folder.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Sources/Expression")
    var texts: [String: String] = [:]
    let paths = FileManager.default.enumerator(atPath: folder.path())?.compactMap { $0 as? String }
    for path in paths ?? [] where path.hasSuffix(".swift") {
      texts[path] = try? String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }
    return texts
  }()

  @Test func `every sentence of the language is translated`() {
    var missing: [String] = []
    var count = 0
    for (path, text) in Self.sources.sorted(by: { $0.key < $1.key }) {
      for template in SwiftSentences(text).templates {
        count += 1
        if ExpressionCatalogue.chinese[template] == nil { missing.append("\(path): \(template)") }
      }
    }
    #expect(missing.isEmpty, "\(missing.joined(separator: "\n"))")
    #expect(count > 80)
  }

  @Test func `a translation has as many places as its sentence`() {
    for (english, chinese) in ExpressionCatalogue.chinese {
      #expect(
        english.split(separator: "{}", omittingEmptySubsequences: false).count
          == chinese.split(separator: "{}", omittingEmptySubsequences: false).count, "\(english)")
      #expect(english != chinese)
    }
  }

  @Test func `sentences are found in calls and functions, whatever they interpolate`() {
    let text = """
      throw Fault(.type, "no `\\(a.map { "(\\($0))" }.joined(separator: ", "))` here", at: 0)
      let about = "not this"
      func hint() -> Sentence? { ok ? "use \\"it\\"" : nil }
      """
    #expect(SwiftSentences(text).templates == ["no `{}` here", "use \"it\""])
  }

  @Test(arguments: [
    ("titel == ''", "名称错误:没有名为“titel”的变量", "title"),
    ("title + 1", "类型错误:`+`不能用于string与int", ""),
    ("1 + 1.5 > 2", "类型错误:`+`不能用于int与double；请转换一侧：`int(…)`或`double(…)`", ""),
    ("title.size(1) == 1", "类型错误:`size`不能用于string加(int)；可用的是`size(string)`", ""),
    ("title == ", "语法错误:此处应为一个值，见到的是结尾", ""),
    ("title = ''", "语法错误:此处不能是“=”；是否应为`==`?", ""),
    ("title", "类型错误:表达式的类型是string，应为bool", ""),
    ("title.matches('(')", "错误:匹配式第2个字符：`(`没有收尾", ""),
    ("place.within('s-esat')", "错误:没有代号为“s-esat”的辖区", "s-east"),
    ("now < calendar.after(now, limit('soon'))", "错误:时限“soon”：应为以数开头，如 5、两、半", ""),
  ])
  func `a faulty condition is told in Chinese`(
    source: String, words: String, hint: String
  ) throws {
    let files = Fixture.edited(
      "Mechanisms/hotline/mechanism.yaml", "when: place.known()",
      "when: '\(source.replacing("'", with: "''"))'")
    let fault = try #require(try Fixture.faults(files).first)
    #expect(fault.text.chinese.hasPrefix("表达式" + words), "\(fault.text.chinese)")
    #expect(fault.hint == hint)
  }
}
