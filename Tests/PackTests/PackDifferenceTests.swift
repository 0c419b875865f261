import Pack
import Testing

struct PackDifferenceTests {
  private func files(_ texts: [String: String]) -> PackFiles {
    PackFiles(texts.mapValues { Array($0.utf8) })
  }

  private func changes(_ old: [String: String], _ new: [String: String]) -> [String] {
    PackDifference(from: files(old), to: files(new)).changes.map {
      "\($0.file) \($0.key): \($0.old ?? "-") > \($0.new ?? "-")"
    }
  }

  @Test func `values are compared by where they stand, and things in lists by their codes`() {
    let old = """
      name: A
      posts:
        - {id: one, name: {zh: 一}, role: r}
        - {id: two, name: {zh: 二}, role: r}
      hours: [08:30-12:00, 14:00-17:30]
      """
    let new = """
      name: A
      posts:
        - {id: two, name: {zh: 贰}, role: r}
        - {id: three, name: {zh: 三}, role: s}
      hours: [08:30-12:00]
      """
    #expect(
      changes(["Packs/a/pack.yaml": old], ["Packs/a/pack.yaml": new]) == [
        "Packs/a/pack.yaml hours: 08:30-12:00, 14:00-17:30 > 08:30-12:00",
        "Packs/a/pack.yaml posts[one].id: one > -",
        "Packs/a/pack.yaml posts[one].name.zh: 一 > -",
        "Packs/a/pack.yaml posts[one].role: r > -",
        "Packs/a/pack.yaml posts[three].id: - > three",
        "Packs/a/pack.yaml posts[three].name.zh: - > 三",
        "Packs/a/pack.yaml posts[three].role: - > s",
        "Packs/a/pack.yaml posts[two].name.zh: 二 > 贰",
      ])
  }

  @Test func `rows of a table are compared by their first column or code`() {
    #expect(
      changes(["a.csv": "id,name\nx,一\ny,二\n"], ["a.csv": "id,name\ny,二\nx,壹\n"]) == [
        "a.csv [x].name: 一 > 壹"
      ])
    #expect(
      changes(
        ["h.csv": "date,name,is_off_day\n2026-01-01,元旦,1\n"],
        ["h.csv": "date,name,is_off_day\n2026-01-01,元旦,0\n"]) == [
          "h.csv [2026-01-01].is_off_day: 1 > 0"
        ])
  }

  @Test func `a file that came, went, or changed without its values is told as such`() {
    #expect(changes(["a.yaml": "k: v"], ["a.yaml": "k: v"]).isEmpty)
    #expect(changes([:], ["a.yaml": "k: v"]) == ["a.yaml k: - > v"])
    #expect(changes(["a.yaml": "k: v"], [:]) == ["a.yaml k: v > -"])
    #expect(
      changes(["a.yaml": "k: v"], ["a.yaml": "k: v # why"]) == ["a.yaml : 4 B > 10 B"])
    #expect(changes(["a.yaml": "k: ["], ["a.yaml": "k: v"]) == ["a.yaml : 4 B > 4 B"])
  }

  @Test func `a long difference is counted as a whole and told in part`() {
    let many = (0..<700).map { "k\($0): v" }.joined(separator: "\n")
    let difference = PackDifference(from: files([:]), to: files(["a.yaml": many]))
    #expect(difference.count == 700)
    #expect(difference.changes.count == PackDifference.changesMax)
  }
}
