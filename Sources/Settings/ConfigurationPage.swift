import Kernel

/// The reference page of all settings.
public enum ConfigurationPage {
  public static var text: String {
    let defaults = ServerConfiguration()
    let rows = ServerConfiguration.settings.map { setting in
      let value = setting.text(defaults)
      let standard = value.isEmpty ? "—" : "`\(value)`"
      return "| `\(setting.name)` | \(setting.expected) | \(standard) | "
        + "\(setting.isSecret ? "yes" : "") | \(setting.about.english)<br>"
        + "\(setting.about.chinese) |"
    }
    return """
      # Configuration

      Made by `baodao docs` from the declaration in `Sources/Settings`; do not edit.

      `baodao serve` takes each setting from the first of these places that has it:

      1. an argument: `--body-bytes-max 65536`
      2. the environment: `BAODAO_BODY_BYTES_MAX=65536`
      3. the file given by `--config FILE` or `BAODAO_CONFIG`, YAML or JSON: `body-bytes-max: 65536`
      4. the default

      A value that is not what is expected, and a name that there is not, end the program with 1
      before it listens; each fault is told with its place. Lists are written with commas, in a file
      also as lists.

      | name | expected | default | secret | meaning |
      |---|---|---|---|---|
      \(rows.joined(separator: "\n"))

      """
  }
}
