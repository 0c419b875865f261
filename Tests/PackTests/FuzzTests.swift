import Kernel
import Testing

@testable import Pack

/// Whatever stands in a file, the loader makes a pack or says where the fault is.
@Suite struct FuzzTests {
  static let seeds: [UInt64] = [1, 2, 3, 4, 5, 6, 7, 8]
  static let mutationsPerSeed = 250

  @Test(arguments: seeds)
  func `a damaged pack is loaded or refused with a place`(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var refused = 0
    for round in 0..<FuzzTests.mutationsPerSeed {
      var files = Fixture.base.bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) { damage(&files, &random) }
      do {
        _ = try PackLoader.load("town", from: PackFiles(files))
      } catch let fault as PackRefused {
        refused += 1
        #expect(!fault.diagnostics.isEmpty, "seed \(seed), round \(round)")
        for diagnostic in fault.diagnostics {
          let place = diagnostic.place
          #expect(
            place.line >= 1 && place.column >= 1 && files[place.file] != nil,
            "seed \(seed), round \(round): \(diagnostic.line(.english))")
          #expect(
            !diagnostic.line(.english).contains("\n") && !diagnostic.line(.chinese).contains("\n"),
            "seed \(seed), round \(round): \(diagnostic.line(.english))")
        }
      }
    }
    // Damage that is never noticed would mean that nothing was damaged.
    #expect((FuzzTests.mutationsPerSeed / 4...FuzzTests.mutationsPerSeed).contains(refused))
  }

  private func damage(_ files: inout [String: [UInt8]], _ random: inout SplitMix64) {
    guard let path = files.keys.sorted().randomElement(using: &random) else { return }
    var bytes = files[path] ?? []
    guard bytes.count > 1 else { return }
    let place = Int.random(in: 0..<bytes.count, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 2:
      let end = min(bytes.count, place + Int.random(in: 1...12, using: &random))
      bytes.removeSubrange(place..<end)
    case 3:
      let marks = Array("{}[]:,-|>&*!%@`'\"#?~\t\n ".utf8)
      bytes.insert(marks.randomElement(using: &random) ?? 0, at: place)
    case 4:
      let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
      bytes.insert(
        contentsOf: Array(bytes[place..<end]), at: Int.random(in: 0..<bytes.count, using: &random))
    default:
      var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      let other = Int.random(in: 0..<lines.count, using: &random)
      lines.swapAt(Int.random(in: 0..<lines.count, using: &random), other)
      bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
    }
    files[path] = bytes
  }
}
