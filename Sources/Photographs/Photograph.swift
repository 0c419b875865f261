import Cryptography
public import Kernel

/// A picture that somebody attached, safe to keep and to show.
///
/// What comes in is believed in nothing: the bytes alone decide the type, and what is kept was
/// written anew from the parts that the pixels and their colours need. Place, time, camera, names,
/// previews, comments and whatever stood before or after the picture are gone.
public struct Photograph: Hashable, Sendable {
  public let kind: Kind
  /// Pixels across, as stored: an orientation may turn them on the screen.
  public let width: Int
  /// Pixels down, as stored.
  public let height: Int
  /// The whole file without metadata. Reading it again gives the same photograph.
  public let bytes: [UInt8]
  /// SHA-256 of `bytes` in lower-case hexadecimal, 64 letters.
  public let digest: String

  /// Reads an uploaded file and leaves its metadata out.
  /// - Throws: `photograph.type-unknown`, `photograph.damaged` with the offset of the byte,
  ///   `photograph.too-large`, `photograph.pixels-out-of-range`, `photograph.too-many-parts`, or
  ///   `photograph.form-unknown` for pictures that browsers do not show or that move.
  public init(_ bytes: [UInt8]) throws(Problem) {
    try PhotographLimits.require(bytes: bytes.count)
    guard let kind = Kind(of: bytes) else { throw Problem(.photographTypeUnknown) }
    let picture: Picture
    switch kind {
    case .jpeg: picture = try JPEGReader.picture(of: bytes)
    case .png: picture = try PNGReader.picture(of: bytes)
    case .webP: picture = try WebPReader.picture(of: bytes)
    }
    // A padding byte or a whole Exif header may have come in addition.
    try PhotographLimits.require(bytes: picture.bytes.count)
    self.kind = kind
    width = picture.width
    height = picture.height
    self.bytes = picture.bytes
    digest = Digest.hex(Digest.sha256(picture.bytes))
  }
}

extension Photograph {
  /// The types that are taken: every browser shows them.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case jpeg
    case png
    case webP = "webp"

    /// The media type (RFC 6838) with which the bytes are served.
    public var mediaType: String { "image/" + rawValue }

    /// The type that the first bytes show; nil where it is none of these.
    init?(of bytes: [UInt8]) {
      if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
        self = .jpeg
      } else if bytes.starts(with: PNGReader.signature) {
        self = .png
      } else if bytes.starts(with: WebPReader.outerName),
        bytes.dropFirst(8).starts(with: WebPReader.innerName)
      {
        self = .webP
      } else {
        return nil
      }
    }
  }
}

extension Problem.Kind {
  static let photographTypeUnknown = Problem.Kind(
    "photograph.type-unknown", status: 415,
    zh: "这不是能识别的照片；请上传JPEG、PNG或WebP格式的照片。"
      + "如果是苹果手机的HEIC照片，请在“设置”的“相机”中把格式改为“兼容性最佳”后重拍，或上传截图。",
    en: "This is no photograph that is known here; send a JPEG, PNG or WebP file. For HEIC "
      + "photographs of an iPhone choose Settings, Camera, Formats, “Most Compatible” and take it "
      + "again, or send a screenshot.")
  static let photographDamaged = Problem.Kind(
    "photograph.damaged", status: 422,
    zh: "照片文件已损坏或不完整（第{at}字节，{part}）；请重新从相册选择原图上传，或重新拍摄。",
    en: "The file of the photograph is damaged or incomplete (byte {at}, {part}); choose the "
      + "original again, or take the photograph again.")
  static let photographFormUnknown = Problem.Kind(
    "photograph.form-unknown", status: 415,
    zh: "照片的编码方式不受支持（{part}）；请上传普通的静态照片，或上传截图。",
    en: "Photographs in this form cannot be shown ({part}); send an ordinary still photograph, or "
      + "a screenshot.")
  static let photographTooLarge = Problem.Kind(
    "photograph.too-large", status: 413,
    zh: "照片文件有{found}字节，最多{most}MB；请缩小后再上传，或降低相机的分辨率后重拍。",
    en: "The photograph has {found} bytes, at most {most} MB are taken; make it smaller, or take "
      + "it again with a lower resolution.")
  static let photographPixels = Problem.Kind(
    "photograph.pixels-out-of-range", status: 422,
    zh: "照片尺寸为{width}×{height}像素；每边应为1至{side}像素，总计最多{pixels}像素。"
      + "请缩小后再上传。",
    en: "The photograph has {width}×{height} pixels; each side may have 1 to {side}, all together "
      + "{pixels}. Make it smaller and send it again.")
  static let photographParts = Problem.Kind(
    "photograph.too-many-parts", status: 422,
    zh: "照片文件的分段超过{most}个；请用看图软件另存一份，或上传截图。",
    en: "The file of the photograph has more than {most} parts; save a copy with a picture "
      + "program, or send a screenshot.")
}
