import Glibc

/// The package's own folder, seen from this file.
let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }

/// The shared material beside the package, which a user's machine does not have.
let sharedData = root + "/../shared/data"

/// The file's text, or nil where it cannot be read.
func fileText(_ path: String) -> String? {
  guard let file = fopen(path, "r") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = fread(&buffer, 1, buffer.count, file)
    if count == 0 { return String(validating: bytes, as: UTF8.self) }
    bytes += buffer[..<count]
  }
}

/// The cells of every row, with quotation marks undone (RFC 4180).
func tableRows(csv: String) -> [[String]] {
  var rows: [[String]] = []
  var row: [String] = []
  var cell = ""
  var isQuoted = false
  for character in csv {
    if character == "\"" {
      isQuoted.toggle()
    } else if isQuoted || (character != "," && !character.isNewline) {
      cell.append(character)
    } else {
      row.append(cell)
      cell = ""
      if character.isNewline {
        rows.append(row)
        row = []
      }
    }
  }
  return rows
}
