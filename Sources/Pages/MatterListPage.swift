public import City
public import Kernel
public import Matters
import Organisation
import Pack
import Territory

/// The list of matters at work, by light.
public struct MatterListPage: Sendable {
  let lines: [MatterReader.Line]
  let lights: [Matter.Light: Int]
  let chosen: Matter.Light?
  let nextLink: String?
  let city: City
  let language: Language

  public init(
    lines: [MatterReader.Line], lights: [Matter.Light: Int], chosen: Matter.Light?,
    nextLink: String?, city: City, language: Language
  ) {
    self.lines = lines
    self.lights = lights
    self.chosen = chosen
    self.nextLink = nextLink
    self.city = city
    self.language = language
  }

  public var content: HTML {
    let tabs: [HTML] = [
      tab(nil, Words.all), tab(.red, Words.red), tab(.amber, Words.amber),
      tab(.green, Words.green),
    ]
    let table: HTML = """
      <table class="list"><thead><tr><th></th><th>\(Words.number[language])</th>
      <th>\(Words.title[language])</th><th>\(Words.state[language])</th>
      <th>\(Words.lead[language])</th><th>\(Words.due[language])</th></tr></thead>
      <tbody>\(lines.map(row))</tbody></table>
      """
    let next: HTML = nextLink.map { "<p><a href=\"\($0)\">\(Words.more[language])</a></p>" } ?? ""
    let empty: HTML = "<p class=\"empty\">\(Words.empty[language])</p>"
    return """
      <h1>\(Words.matters[language])</h1><p class="tabs">\(tabs)</p>
      \(lines.isEmpty ? empty : table)\(next)
      """
  }

  private func tab(_ light: Matter.Light?, _ words: Text) -> HTML {
    let count = light.map { lights[$0] ?? 0 } ?? lights.values.reduce(0, +)
    let link = light.map { "/?light=\($0)" } ?? "/"
    let name = light.map { "\($0)" } ?? "all"
    return """
      <a class="tab \(name)\(light == chosen ? " chosen" : "")" href="\(link)">\(words[language]) \
      <b>\(count)</b></a>
      """
  }

  private func row(_ line: MatterReader.Line) -> HTML {
    let state = city.pack.kinds[line.kind]?.states[line.state]
    let lead = line.lead.flatMap { city.organisation.unit($0)?.name[language] } ?? ""
    let owner = lead.isEmpty ? ArbitrationReason.text(line.reason)[language] : lead
    let due = line.dueAt?.minuteText(city.pack.offset) ?? ""
    return """
      <tr><td><span class="light \("\(line.light)")" title="\("\(line.light)")"></span></td>
      <td class="number"><a href="/matters/\(line.number)">\(line.number)</a></td>
      <td>\(line.title)</td><td>\(state?.name[language] ?? line.state)</td>
      <td>\(owner)</td><td class="number">\(due)</td></tr>

      """
  }
}
