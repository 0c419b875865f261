import Kernel
import Synchronization

/// How much of the server's memory the files of forms may take, all together: many large uploads
/// at once are asked to come again rather than taking the server down.
final class UploadBudget: Sendable {
  /// Most bytes of all files at once: a hundred ordinary photographs.
  static let bytesMax = 256 * 1024 * 1024

  private let taken = Mutex(0)

  /// Changes what one request holds; answers whether there was room.
  fileprivate func change(by count: Int) -> Bool {
    taken.withLock { taken in
      guard count <= 0 || taken + count <= UploadBudget.bytesMax else { return false }
      taken += count
      return true
    }
  }
}

/// What one request holds of the budget; it is given back with the last of its form.
final class UploadRoom: Sendable {
  private let budget: UploadBudget
  private let held = Mutex(0)

  /// Seconds after which to try again.
  private static let patienceSeconds = 5

  init(in budget: UploadBudget) { self.budget = budget }

  deinit {
    _ = budget.change(by: -held.withLock { $0 })
  }

  /// Notes how many bytes are held now.
  /// - Throws: `server.uploads-busy` where all requests together hold too many.
  func hold(_ count: Int) throws(Problem) {
    let isRoom = held.withLock { held in
      guard budget.change(by: count - held) else { return false }
      held = count
      return true
    }
    guard isRoom else {
      throw Problem(.uploadsBusy, ["seconds": String(UploadRoom.patienceSeconds)])
    }
  }
}

extension Problem.Kind {
  static let uploadsBusy = Problem.Kind(
    "server.uploads-busy", status: 503, zh: "同时上传照片的人太多，请过{seconds}秒再提交一次。",
    en: "Too many photographs are being sent at once; try again in {seconds} seconds.")
}
