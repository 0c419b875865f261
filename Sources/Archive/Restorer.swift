public import Journal
public import Kernel
public import Store

/// Brings the journal of a copy to a moment: what a backup had not seen comes from an archive, what
/// was written later goes.
public struct Restorer: Sendable {
  /// Up to where a journal is restored.
  public enum End: Hashable, Sendable {
    case newest
    /// With everything that was recorded up to a moment.
    case moment(Instant)
    case position(Int64)
  }

  /// What was done to the journal.
  public struct Report: Hashable, Sendable {
    /// The backup's last position.
    public let backup: Int64
    /// The last position now.
    public let last: Int64
    /// Events put back from archives.
    public var added: Int64 { max(0, last - backup) }
    /// Events taken back.
    public var removed: Int64 { max(0, backup - last) }
  }

  /// Lines that one unit of work puts back.
  private static let batchMax = 1_000

  private let end: End

  public init(_ end: End) { self.end = end }

  /// Brings the journal of a copy to its end. No program may have opened the copy yet.
  /// - Parameter folders: archives, each of which may go on where the one before it ends.
  /// - Throws: `restore.…`, `journal.…` and `archive.…` problems; the copy is of no use then.
  public func restore(
    _ copy: any Store, from folders: [String],
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> Report {
    let backup = try await copy.read(EventReader.lastPosition)
    for folder in folders {
      try await append(ArchiveFolder(path: folder), to: copy, progress)
    }
    let reached = try await copy.read(EventReader.lastPosition)
    let end = end
    let wanted = try await copy.read { reader -> Int64 in
      switch end {
      case .newest: reached
      case .moment(let moment): try JournalEnd.position(at: moment, reader)
      case .position(let position): position
      }
    }
    if wanted > reached {
      throw Problem(.restoreBeyond, ["wanted": String(wanted), "found": String(reached)])
    }
    let last = try await copy.read { try JournalEnd.wholeActions(upTo: wanted, $0) }
    if case .position = end, last != wanted {
      throw Problem(.restoreInsideAction, ["wanted": String(wanted), "before": String(last)])
    }
    if last < reached { try await copy.write { try JournalEnd.cut(after: last, $0) } }
    return Report(backup: backup, last: last)
  }

  /// Puts back what an archive holds beyond the copy's end, one file after another, and stops where
  /// the rest is not wanted.
  private func append(
    _ folder: ArchiveFolder, to copy: any Store, _ progress: @escaping @Sendable (Int) -> Void
  ) async throws {
    let known = try await copy.read(EventReader.lastPosition)
    if try await isBeyond(copy) { return }
    for file in try folder.manifest().files where file.last > known {
      guard let measure = try folder.measure(file.name), measure.bytes == file.bytes,
        measure.digest == file.digest
      else {
        throw Problem(
          .archiveDamaged, ["path": folder.file(file.name), "found": "SHA-256"])
      }
      let reader = try ArchiveFile(file.name, in: folder)
      while true {
        let lines = try Restorer.next(reader, in: folder, file.name)
        if lines.isEmpty { break }
        try await copy.write { try JournalEnd.append(lines, $0) }
        progress(Int(clamping: try await copy.read(EventReader.lastPosition)))
        if lines.contains(where: isBeyond) { return }
      }
    }
  }

  /// Whether a line lies behind what is wanted.
  private func isBeyond(_ line: JournalLine) -> Bool {
    guard case .event(let event) = line else { return false }
    return switch end {
    case .newest: false
    case .moment(let moment): event.recorded > moment
    case .position(let position): event.position > position
    }
  }

  private static func next(
    _ reader: ArchiveFile, in folder: ArchiveFolder, _ name: String
  ) throws -> [JournalLine] {
    do {
      return try reader.next(atMost: batchMax)
    } catch let broken as LinesBroken {
      throw Problem(
        .archiveDamaged,
        ["path": folder.file(name), "found": "line \(broken.line): \(broken.found)"])
    }
  }

  /// Whether the copy reaches further than is wanted before anything is put back.
  private func isBeyond(_ copy: any Store) async throws -> Bool {
    let end = end
    return try await copy.read { reader in
      let last = try EventReader.lastPosition(reader)
      switch end {
      case .newest: return false
      case .moment(let moment): return try JournalEnd.position(at: moment, reader) < last
      case .position(let position): return last > position
      }
    }
  }
}

extension Problem.Kind {
  static let restoreBeyond = Problem.Kind(
    "restore.beyond", status: 404,
    zh: "恢复不到第{wanted}条：备份和归档只到第{found}条；请给出更新的备份或归档(--journal)。",
    en: "Position {wanted} cannot be reached: backup and archives end at {found}; name a newer "
      + "backup or an archive (--journal).")
  static let restoreInsideAction = Problem.Kind(
    "restore.inside-action", status: 422,
    zh: "第{wanted}条在一次操作的中间；请用--position {before}，或这次操作的最后一条。",
    en: "Position {wanted} lies in the middle of one action; use --position {before}, or the "
      + "action's last.")
}
