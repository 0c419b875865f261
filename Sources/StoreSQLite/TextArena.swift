/// Memory for the texts that are bound to the statements at work, so that none is allocated for
/// itself.
// Safe because it belongs to one connection and is used only from that connection's queue.
final class TextArena: @unchecked Sendable {
  /// Bytes in all; a text that finds no room is copied by SQLite.
  static let capacity = 1 << 18

  private let memory = UnsafeMutablePointer<CChar>.allocate(capacity: TextArena.capacity)
  private var used = 0

  deinit { memory.deallocate() }

  /// Begins anew: nothing that was copied before is bound any longer.
  func begin() { used = 0 }

  /// The address of a copy; nil where there is no room for it.
  func copy(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafePointer<CChar>? {
    guard bytes.count < TextArena.capacity - used else { return nil }
    let start = memory + used
    if let source = bytes.baseAddress {
      UnsafeMutableRawPointer(start).copyMemory(from: source, byteCount: bytes.count)
    }
    used += bytes.count
    return UnsafePointer(start)
  }
}
