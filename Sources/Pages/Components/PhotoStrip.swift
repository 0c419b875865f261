/// Photographs in a row, each with what it shows; a press opens the whole picture.
public struct PhotoStrip: Component {
  public struct Photo: Sendable {
    let path: String
    let previewPath: String
    let caption: String

    /// - Parameter caption: what it shows, when and by whom; also what is read out.
    public init(path: String, previewPath: String, caption: String) {
      self.path = path
      self.previewPath = previewPath
      self.caption = caption
    }
  }

  private let photos: [Photo]

  public init(_ photos: [Photo]) { self.photos = photos }

  public var html: HTML {
    if photos.isEmpty { return .nothing }
    let items = photos.map { photo -> HTML in
      """
      <li><a href="\(photo.path)"><img src="\(photo.previewPath)" alt="\(photo.caption)" \
      width="160" height="120" loading="lazy"></a><small>\(photo.caption)</small></li>
      """
    }
    return "<ul class=\"photos\">\(items)</ul>\n"
  }
}
