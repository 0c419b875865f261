import Cryptography
import Housekeeping
public import Journal
public import Kernel
public import Store

/// Writes sealed ranges of the journal to a folder, exactly as they stand, in files that verify
/// without the store. What is there already is not written again.
public struct Archiver: Sendable {
  /// What one run added.
  public struct Report: Hashable, Sendable {
    public var events = 0
    public var seals = 0
    /// Bytes of what was added, as it stands on the disk.
    public var bytes: Int64 = 0
    /// Files of the whole archive, and its last position.
    public var files = 0
    public var last: Int64 = 0
    /// The newest archived seal's hash in hexadecimal; empty where nothing is archived.
    public var anchor = ""
  }

  /// Most events of one file; a file also ends with the day, by UTC, on which its seals were made.
  public static let fileEventsMax: Int64 = 1 << 20

  private let folder: ArchiveFolder

  public init(folder: String) { self.folder = ArchiveFolder(path: folder) }

  /// Adds every seal that was made before a moment and is not there yet.
  /// - Parameter moment: nil for all seals.
  /// - Throws: `archive.…` problems, where the folder holds the journal of another store or is
  ///   damaged; nothing is written then.
  public func add(
    _ store: any Store, before moment: Instant? = nil,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> Report {
    let lock = try folder.lock()
    defer { withExtendedLifetime(lock) {} }
    var manifest = try readManifest()
    try await requireSameHistory(manifest, store)
    var report = Report()
    while let run = try await nextRun(after: manifest.files.last, before: moment, store) {
      try requireLength(of: manifest.files.last)
      let known = report
      let added = try await write(run, to: manifest, store) { progress(known.events + $0) }
      manifest = added.manifest
      report.events += run.events
      report.seals += run.seals.count
      report.bytes += added.bytes
      progress(report.events)
    }
    report.files = manifest.files.count
    report.last = manifest.files.last?.last ?? 0
    report.anchor = manifest.files.last.map { Digest.hex($0.hash) } ?? ""
    return report
  }

  private func readManifest() throws -> ArchiveManifest {
    do {
      return try folder.manifest()
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem(
        .archiveDamaged, ["path": folder.file(ArchiveFolder.manifestName), "found": "\(error)"])
    }
  }

  /// What is behind the manifest's length was never acknowledged; what is missing is a loss.
  private func requireLength(of file: ArchiveManifest.File?) throws {
    guard let file else { return }
    let size = folder.size(file.name)
    guard size >= file.bytes else {
      throw Problem(
        .archiveDamaged, ["path": folder.file(file.name), "found": "\(size) < \(file.bytes)"])
    }
  }

  private func requireSameHistory(_ manifest: ArchiveManifest, _ store: any Store) async throws {
    guard let last = manifest.files.last else { return }
    let seal = try await store.read { try Seal.seal(last.lastSeal, $0) }
    guard seal?.hash == last.hash, seal?.last == last.last else {
      throw Problem(
        .archiveOtherHistory, ["path": folder.path, "number": String(last.lastSeal)])
    }
  }

  /// Seals that follow one another and go into one file.
  private struct Run: Sendable {
    var seals: [Seal]
    /// Whether they go behind what the newest file holds.
    let extends: Bool
    var events: Int { seals.reduce(0) { $0 + Int($1.last - $1.first + 1) } }
  }

  private func nextRun(
    after file: ArchiveManifest.File?, before moment: Instant?, _ store: any Store
  ) async throws -> Run? {
    let seals = try await store.read {
      try Seal.seals(after: file?.lastSeal ?? 0, $0)
    }.prefix { seal in moment.map { seal.sealed < $0 } ?? true }
    guard let first = seals.first else { return nil }
    let day = ArchiveManifest.File.day(first.sealed)
    var begin = first.first
    var extends = false
    if let file, ArchiveManifest.File.day(file.sealed) == day,
      first.last - file.first < Archiver.fileEventsMax
    {
      (begin, extends) = (file.first, true)
    }
    let run = seals.prefix {
      ArchiveManifest.File.day($0.sealed) == day && $0.last - begin < Archiver.fileEventsMax
    }
    return Run(seals: Array(run), extends: extends)
  }

  /// Writes a run as one gzip member, and the manifest that names it.
  private func write(
    _ run: Run, to manifest: ArchiveManifest, _ store: any Store,
    progress: @escaping @Sendable (Int) -> Void
  ) async throws -> (manifest: ArchiveManifest, bytes: Int64) {
    let known = run.extends ? manifest.files.last : nil
    let name =
      known?.name ?? ArchiveManifest.File.name(run.seals[0].number, run.seals[0].sealed)
    let folder = folder
    let (bytes, hashes) = try await store.read { reader in
      let writer = try ArchiveWriter(folder.file(name), cutTo: known?.bytes ?? 0)
      let stream = try GzipStream()
      var events = 0
      for seal in run.seals {
        var lines: [UInt8] = []
        func flush() throws {
          try writer.write(try stream.write(lines, .none))
          lines.removeAll(keepingCapacity: true)
        }
        try ArchivedEvent.forEach(seal.first, seal.last, reader) { event in
          lines += JournalLine.event(event).text.utf8
          lines.append(UInt8(ascii: "\n"))
          events += 1
          if lines.count >= Archiver.pieceBytes {
            try flush()
            progress(events)
          }
        }
        lines += JournalLine.seal(seal).text.utf8
        lines.append(UInt8(ascii: "\n"))
        try flush()
      }
      try writer.write(try stream.write([], .end))
      try writer.synchronize()
      let first = known?.firstSeal ?? run.seals[0].number
      return (writer.bytes, try Archiver.hashes(from: first, to: run.seals.last?.number, reader))
    }
    var changed = manifest
    let file = try described(name, run, known, hashes)
    if known != nil { changed.files.removeLast() }
    guard changed.files.count < ArchiveManifest.filesMax else {
      throw Problem(
        .archiveFull, ["path": folder.path, "most": String(ArchiveManifest.filesMax)])
    }
    changed.files.append(file)
    try folder.synchronize()
    try folder.write(changed)
    return (changed, bytes - (known?.bytes ?? 0))
  }

  /// Bytes that are compressed at once.
  private static let pieceBytes = 1 << 18

  private static func hashes(
    from first: Int64, to last: Int64?, _ reader: any Reading
  ) throws -> [[UInt8]] {
    var hashes: [[UInt8]] = []
    var number = first - 1
    while let last, number < last {
      let seals = try Seal.seals(after: number, reader).prefix { $0.number <= last }
      guard let end = seals.last else { return hashes }
      hashes += seals.map(\.hash)
      number = end.number
    }
    return hashes
  }

  private func described(
    _ name: String, _ run: Run, _ known: ArchiveManifest.File?, _ hashes: [[UInt8]]
  ) throws -> ArchiveManifest.File {
    let end = run.seals[run.seals.count - 1]
    let measure = try folder.measure(name)
    return ArchiveManifest.File(
      name: name, firstSeal: known?.firstSeal ?? run.seals[0].number, lastSeal: end.number,
      first: known?.first ?? run.seals[0].first, last: end.last, bytes: measure?.bytes ?? 0,
      digest: measure?.digest ?? [], root: Seal.root(over: hashes), hash: end.hash,
      sealed: end.sealed)
  }
}

extension ArchiveManifest.File {
  /// The day of a moment, by UTC.
  static func day(_ moment: Instant) -> Int64 {
    moment.milliseconds.floorDivided(by: Instant.millisecondsPerDay)
  }
}

extension Problem.Kind {
  static let archiveDamaged = Problem.Kind(
    "archive.damaged", status: 500,
    zh: "归档“{path}”已损坏：{found}。请用baodao verify --archive查看，并从副本恢复。",
    en: "“{path}” of the archive is damaged: {found}. Look with baodao verify --archive, and bring "
      + "it back from a copy.")
  static let archiveOtherHistory = Problem.Kind(
    "archive.other-history", status: 409,
    zh: "归档“{path}”是另一段历史：它的第{number}号封印与数据库中的不同。恢复到较早时刻后，请换一个新的文件夹。",
    en: "The archive “{path}” is of another history: its seal {number} is not the store's. After a "
      + "restore to an earlier moment, name a new folder.")
  static let archiveFull = Problem.Kind(
    "archive.full", status: 409, zh: "归档“{path}”已有{most}个文件；请换一个新的文件夹。",
    en: "The archive “{path}” has {most} files; name a new folder.")
}
