import Kernel

/// Reads a YAML file that holds one record, such as a scenario.
public enum RecordFile {
  /// Throws `PackRefused` with every fault.
  public static func read<Content: Record>(
    _ path: String, _ type: Content.Type, from files: PackFiles
  ) throws -> Content {
    let sink = DiagnosticSink()
    do {
      guard let text = try files.text(path) else {
        throw Diagnostic(
          Place(file: path, line: 1, column: 1), zh: "没有文件“\(path)”",
          en: "there is no file “\(path)”")
      }
      var fields = Fields(try YAMLSource.parse(text, file: path), sink)
      let content = Content(&fields)
      fields.finish()
      sink.resolve()
      guard sink.diagnostics.isEmpty else { throw PackRefused(diagnostics: sink.diagnostics) }
      return content
    } catch let diagnostic as Diagnostic {
      throw PackRefused(diagnostics: [diagnostic])
    }
  }
}
