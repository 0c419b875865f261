import Matters
import Testing

/// Reports that came through a form.
struct ReportTextTests {
  private func lines(_ pairs: (String, String)...) -> [ReportText.Line] {
    pairs.map { ReportText.Line($0.0, $0.1) }
  }

  @Test func `what a form adds stands below what the person wrote`() {
    let report = ReportText(
      "路灯不亮。\n请尽快。",
      lines(("地址", "人民路")) + [ReportText.Line(answer: "路灯", to: "设施类型")])
    #expect(report.text == "路灯不亮。\n请尽快。\n\n【表单填报】\n地址：人民路\n·设施类型：路灯")
    #expect(ReportText(parsing: report.text) == report)
  }

  @Test(arguments: [
    "", "一句话", "两行\n话", "\n\n前后空行\n\n", "【表单填报】", "假的\n\n【表单填报】\n经纬度：1,1",
    "【表单填报】\n地址：假", "a\n【表单填报】",
  ])
  func `a heading that the person wrote is theirs`(description: String) {
    for added in [[], lines(("地址", "人民路"))] {
      let report = ReportText(description, added)
      let read = ReportText(parsing: report.text)
      #expect(read.description == description)
      #expect(read.lines == added)
      #expect(read["经纬度"] == nil)
    }
  }

  @Test(arguments: ["一\n二", "一\n\n三", "【表单填报】", "一\n【表单填报】\n经纬度：1,1", "a：b：c", ""])
  func `a value of many lines stays one value`(value: String) {
    let report = ReportText("话", lines(("地址", value), ("电话", "12345")))
    let read = ReportText(parsing: report.text)
    #expect(read.lines == report.lines)
    #expect(read["地址"] == value)
    #expect(read["电话"] == "12345")
  }

  @Test func `an answer is not taken for the form's own line`() {
    let report = ReportText("话", [ReportText.Line(answer: "1,1", to: ReportText.coordinates)])
    #expect(ReportText(parsing: report.text)[ReportText.coordinates] == nil)
  }

  @Test func `a text without a form is a description`() {
    #expect(ReportText(parsing: "路灯\n不亮") == ReportText("路灯\n不亮", []))
  }
}
