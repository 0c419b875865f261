import Cryptography
public import Journal
import Kernel
public import Store

/// Proves that an archive's files are what was written, with nothing but the files; and, where a
/// store is at hand, that both tell the same history.
public struct ArchiveProof {
  /// What was found, event by event.
  public struct Report: Sendable {
    public let journal: Verifier.Report
    public let files: Int
    public let bytes: Int64
    /// The archive's last position.
    public let last: Int64
    /// Seals that were compared with a store's; nil where none was given.
    public let compared: Int?
  }

  private let folder: ArchiveFolder
  private var lines = SealedLines()
  private var bytes: Int64 = 0
  private var compared = 0

  private init(_ folder: ArchiveFolder) { self.folder = folder }

  /// Reads every file once.
  /// - Throws: where the folder or its manifest cannot be read.
  public static func verify(
    folder path: String, against store: (any Store)? = nil,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> Report {
    let folder = ArchiveFolder(path: path)
    let manifest: ArchiveManifest
    let names: [String]
    do {
      manifest = try folder.manifest()
      names = try folder.names()
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem(
        .archiveDamaged,
        ["path": folder.file(ArchiveFolder.manifestName), "found": "\(error)"])
    }
    var proof = ArchiveProof(folder)
    for name in names where !manifest.files.contains(where: { $0.name == name }) {
      proof.lines.find(.inserted, 0, "\(name) stands in no manifest")
    }
    for file in manifest.files {
      let seals = try proof.read(file, progress)
      if let store { try await proof.compare(seals, store) }
    }
    return Report(
      journal: proof.lines.finish(), files: manifest.files.count, bytes: proof.bytes,
      last: proof.lines.lastPosition, compared: store == nil ? nil : proof.compared)
  }

  /// Reads one file. Answers its seals.
  private mutating func read(
    _ file: ArchiveManifest.File, _ progress: (Int) -> Void
  ) throws -> [Seal] {
    guard let measure = try folder.measure(file.name) else {
      lines.find(
        .removed, file.first,
        "\(file.name) is missing: positions \(file.first)–\(file.last)")
      return []
    }
    bytes += measure.bytes
    if measure.bytes != file.bytes || measure.digest != file.digest {
      lines.find(
        measure.bytes < file.bytes ? .removed : measure.bytes > file.bytes ? .inserted : .changed,
        file.first, "\(file.name) is not the file that the manifest names")
    }
    var seals: [Seal] = []
    var events = 0
    var first: Int64?
    do {
      let reader = try ArchiveFile(file.name, in: folder)
      while let line = try reader.next() {
        lines.take(line)
        switch line {
        case .seal(let seal): seals.append(seal)
        case .event(let event):
          first = first ?? event.position
          events += 1
          if events % 10_000 == 0 { progress(Int(clamping: event.position)) }
        }
      }
    } catch let broken as LinesBroken {
      lines.find(
        .changed, successor(lines.lastPosition),
        "\(file.name) line \(broken.line) cannot be read: \(broken.found)")
    }
    check(file, seals, first)
    return seals
  }

  /// What the manifest says about a file must be what stands in it.
  private mutating func check(_ file: ArchiveManifest.File, _ seals: [Seal], _ first: Int64?) {
    let agrees =
      seals.first?.number == file.firstSeal && seals.last?.number == file.lastSeal
      && first == file.first && seals.last?.last == file.last && seals.last?.hash == file.hash
      && seals.last?.sealed == file.sealed && Seal.root(over: seals.map(\.hash)) == file.root
    if !agrees {
      lines.find(.sealBroken, file.first, "\(file.name) does not hold what the manifest says")
    }
  }

  private mutating func compare(_ seals: [Seal], _ store: any Store) async throws {
    let findings = try await store.read { reader -> [Seal] in
      try seals.filter { try Seal.seal($0.number, reader) != $0 }
    }
    compared += seals.count
    for seal in findings {
      lines.find(.sealBroken, seal.first, "seal \(seal.number) is another one in the store")
    }
  }
}

/// The number after this one. Saturates, for a tampered file may hold any number.
private func successor(_ number: Int64) -> Int64 { number == .max ? number : number + 1 }
