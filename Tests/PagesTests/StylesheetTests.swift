import Assets
import Glibc
import Testing

@testable import Pages

/// The stylesheet as a text that keeps its promises.
@Suite struct StylesheetTests {
  private let text = String(decoding: Asset.stylesheet.bytes, as: UTF8.self)

  /// The tokens that a rule sets, by their names; the rule is found by the text before its brace.
  private func tokens(_ selector: String) throws -> [String: String] {
    let parts = text.components(selector + " {")
    let body = try #require(parts.dropFirst().first).prefix { $0 != "}" }
    var tokens: [String: String] = [:]
    for line in body.split(separator: ";") {
      let halves = line.split(separator: ":", maxSplits: 1)
      let name = halves[0].filter { !$0.isWhitespace }
      if name.hasPrefix("--"), halves.count == 2 {
        tokens[String(name.dropFirst(2))] = halves[1].filter { !$0.isWhitespace }
      }
    }
    return tokens
  }

  /// What text stands on which ground, and what needs less because it is a mark and no text.
  private static let pairs: [(ink: String, grounds: [String], least: Double)] = [
    (
      "ink", ["page", "card", "sunken", "accent-tint", "red-tint", "amber-tint", "green-tint"], 4.5
    ),
    ("soft", ["page", "card", "sunken", "accent-tint"], 4.5),
    ("link", ["page", "card", "sunken", "accent-tint"], 4.5),
    ("on-band", ["band", "band-chosen"], 4.5), ("on-band-soft", ["band"], 4.5),
    ("band", ["on-band"], 4.5), ("on-accent", ["accent"], 4.5), ("on-danger", ["danger"], 4.5),
    ("red", ["page", "card", "red-tint", "accent-tint"], 4.5),
    ("amber", ["page", "card", "amber-tint"], 4.5), ("green", ["page", "card", "green-tint"], 4.5),
    ("focus", ["page", "card"], 3), ("edge", ["card", "page"], 3), ("accent", ["card", "page"], 3),
    ("s1", ["card"], 3), ("s2", ["card"], 3), ("s3", ["card"], 3), ("s4", ["card"], 3),
    ("fill-red", ["card"], 3), ("fill-amber", ["card"], 3), ("fill-green", ["card"], 3),
  ]

  @Test(arguments: [":root", ":root.theme-dark"])
  func `every text stands out from its ground`(selector: String) throws {
    let tokens = try tokens(selector)
    for pair in Self.pairs {
      for ground in pair.grounds {
        let contrast = try Colour(tokens[pair.ink]).contrast(Colour(tokens[ground]))
        #expect(contrast >= pair.least, "\(selector): \(pair.ink) on \(ground) has \(contrast)")
      }
    }
  }

  @Test func `the dark that is chosen is the dark that the system asks for`() throws {
    let chosen = try tokens(":root.theme-dark")
    #expect(chosen == (try tokens("  :root:not(.theme-light)")))
    let light = try tokens(":root")
    #expect(Set(light.keys) == Set(chosen.keys))
  }

  @Test func `paper is white, whatever the screen was`() throws {
    let dark = Set(try tokens(":root.theme-dark").keys)
    let paper = Set(try tokens("  :root, :root.theme-dark, :root:not(.theme-light)").keys)
    // What is not printed keeps its colours.
    let unprinted: Set = [
      "band", "band-chosen", "on-band", "on-band-soft", "focus", "danger", "on-danger",
    ]
    #expect(dark.subtracting(unprinted).subtracting(paper).isEmpty)
  }

  @Test func `text takes its colour from tokens that are checked, and so do grounds`() {
    let checked = Set(Self.pairs.map(\.ink))
    let grounds = Set(Self.pairs.flatMap(\.grounds)).union(["accent", "danger"])
    for match in text.matches(of: /[ {;]color: ([^;}]+)[;}]/) where match.1 != "inherit" {
      let name = match.1.hasPrefix("var(--") ? String(match.1.dropFirst(6).dropLast()) : ""
      #expect(checked.contains(name), "color: \(match.1)")
    }
    // Marks of the timeline have colours of their own, and no text.
    let marks: Set = ["fill-red", "fill-amber", "fill-green", "on-band"]
    for match in text.matches(of: /background: ([^;}]+)[;}]/) where match.1 != "none" {
      let name = match.1.hasPrefix("var(--") ? String(match.1.dropFirst(6).dropLast()) : ""
      #expect(grounds.union(marks).contains(name) || match.1.hasPrefix("rgb(0 0 0"), "\(match.1)")
    }
  }

  @Test func `contrast is computed as WCAG has it`() throws {
    #expect(try Colour("#000000").contrast(Colour("#ffffff")) == 21)
    let grey = try Colour("#767676").contrast(Colour("#fff"))
    #expect(grey > 4.53 && grey < 4.55)
  }

  @Test func `files ask nobody outside for anything`() {
    for asset in Asset.all.values {
      let text = String(decoding: asset.bytes, as: UTF8.self).lowercased()
        .replacing("http://www.w3.org/2000/svg", with: "")
      for word in ["http:", "https:", "@import", "expression(", "eval(", "innerhtml"] {
        #expect(!text.contains(word), "\(asset.name): \(word)")
      }
      if !asset.name.hasSuffix(".js") { #expect(!text.contains("<script")) }
    }
    #expect(!text.contains("url(") && !text.contains("<"))
  }

  @Test func `the files are small`() {
    let scripts = Asset.scripts.reduce(0) { $0 + $1.bytes.count }
    #expect(Asset.stylesheet.bytes.count < 45_000)
    #expect(scripts < 15_000 && scripts > 1_000)
  }

  @Test func `the stylesheet closes what it opens, and knows paper, phones and the dark`() {
    #expect(text.count { $0 == "{" } == text.count { $0 == "}" })
    for word in [
      "prefers-color-scheme: dark", "@media print", "max-width: 29.99rem", ".text-large",
    ] {
      #expect(text.contains(word), "\(word)")
    }
  }

  @Test func `every icon is drawn and no drawing is left over`() {
    let sprite = String(decoding: Asset.icons.bytes, as: UTF8.self)
    let drawn = sprite.matches(of: /<symbol id="([^"]+)"/).map { String($0.1) }
    #expect(Set(drawn) == Set(Icon.allCases.map(\.rawValue)))
    #expect(drawn.count == Icon.allCases.count)
  }
}

/// A colour of the stylesheet.
private struct Colour {
  struct NotHexadecimal: Error { let text: String }

  let parts: [Double]

  init(_ text: String?) throws {
    let digits = (text ?? "").dropFirst().map { String($0) }
    let pairs =
      digits.count == 3
      ? digits.map { $0 + $0 }
      : stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] + digits[$0 + 1] }
    let numbers = pairs.compactMap { Int($0, radix: 16) }
    guard text?.first == "#", numbers.count == 3 else { throw NotHexadecimal(text: text ?? "") }
    parts = numbers.map { Double($0) / 255 }
  }

  /// WCAG 2.2, relative luminance.
  private var luminance: Double {
    let linear = parts.map { part in
      part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  func contrast(_ other: Colour) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }
}
