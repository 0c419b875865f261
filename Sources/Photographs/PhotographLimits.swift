import Kernel

/// How large a photograph may be, and in how many parts it may come.
public enum PhotographLimits {
  /// Most bytes of a file, 10 MiB: what telephones make of 12 to 50 million pixels fits.
  public static let bytesMax = 10 * 1024 * 1024
  /// Most pixels in one direction.
  public static let sideMax = 12_000
  /// Most pixels altogether. Uncompressed, a pixel takes up to 8 bytes of whoever looks at it.
  public static let pixelsMax = 50_000_000
  /// Most segments of a JPEG file. Depth maps and panoramas hide in some hundred.
  public static let segmentsMax = 2_000
  /// Most scans of a JPEG file. Each goes over all pixels again; cameras and programs use about
  /// ten.
  public static let scansMax = 100
  /// Most chunks of a PNG file; some programs put no more than 4 KiB into one.
  public static let pngChunksMax = 20_000
  /// Most chunks of a WebP file; a still picture needs four.
  public static let webPChunksMax = 100

  /// Refuses a file that is too large (`photograph.too-large`).
  static func require(bytes count: Int) throws(Problem) {
    guard count <= bytesMax else {
      throw Problem(
        .photographTooLarge, ["found": "\(count)", "most": "\(bytesMax / 1024 / 1024)"])
    }
  }

  /// Refuses a picture without pixels or with too many (`photograph.pixels-out-of-range`), before
  /// anybody makes room for them.
  static func require(width: Int, height: Int) throws(Problem) {
    let sides = 1...sideMax
    guard sides.contains(width), sides.contains(height), width * height <= pixelsMax else {
      throw Problem(
        .photographPixels,
        [
          "width": "\(width)", "height": "\(height)", "side": "\(sideMax)",
          "pixels": "\(pixelsMax)",
        ])
    }
  }

  /// Refuses the part after the last one allowed (`photograph.too-many-parts`).
  static func require(part number: Int, atMost most: Int) throws(Problem) {
    guard number <= most else { throw Problem(.photographParts, ["most": "\(most)"]) }
  }
}
