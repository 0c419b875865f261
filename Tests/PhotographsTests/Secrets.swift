import Kernel

@testable import Photographs

/// Words that the fixtures hide in every corner and that no photograph may keep.
enum Secrets {
  static let words = [
    "SECRET", "N39.9042E116.4074", "<script>", "http://ns.adobe.com/xap", "Photoshop 3.0",
    "PK\u{3}",
  ]

  static let text = Array(words.joined(separator: " ").utf8)

  /// The words that stand in the bytes.
  static func found(in bytes: [UInt8]) -> [String] {
    words.filter { word in
      let letters = Array(word.utf8)
      return bytes.indices.contains { bytes[$0...].starts(with: letters) }
    }
  }
}

/// The code of the refusal; nil where the photograph is taken.
func refusal(_ bytes: [UInt8]) -> String? {
  do throws(Problem) {
    _ = try Photograph(bytes)
    return nil
  } catch {
    return error.kind.code
  }
}
