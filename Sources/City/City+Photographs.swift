public import Journal
public import Kernel
public import Matters
public import Photographs
import Pack
import Store

/// Photographs of matters: taken in, attached and shown.
extension City {
  private var photographs: PhotographShelf { PhotographShelf(jurisdiction: pack.jurisdiction) }

  /// Keeps a photograph until it is attached, for a day. Answers its digest.
  public func keep(_ photograph: Photograph, at now: Instant) async throws -> String {
    let shelf = photographs
    return try await store.write { try shelf.keep(photograph, at: now, $0) }
  }

  /// Takes a photograph in and attaches it to a matter.
  /// - Parameter key: names the request, so that a second one of the same name is done once.
  public func attach(
    _ photograph: Photograph, to matter: Int64, as purpose: MatterPhotograph.Purpose,
    by actor: Actor, at now: Instant, key: String?, expectedVersion: Int64? = nil
  ) async throws -> Outcome {
    let digest = try await keep(photograph, at: now)
    return try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(
        AttachPhotograph.declaration.name, on: matter,
        ["digest": .string(digest), "purpose": .string(purpose.rawValue)], by: actor, at: now,
        key: key, expectedVersion: expectedVersion), self)
  }

  /// The bytes of a photograph that a matter shows, with their media type; nil for any other.
  public func photograph(
    _ digest: String, of matter: Matter
  ) async throws -> (bytes: [UInt8], mediaType: String)? {
    guard let shown = matter.parts.photographs.first(where: { $0.digest == digest }) else {
      return nil
    }
    let shelf = photographs
    return try await store.read { try shelf.bytes(digest, $0) }.map { ($0, shown.mediaType) }
  }

  /// Takes away photographs that nobody attached within a day.
  public func sweepPhotographs(at now: Instant) async throws {
    let shelf = photographs
    try await store.write { _ = try shelf.sweep(at: now, $0) }
  }
}
