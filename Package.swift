// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "baodao",
  products: [
    .library(name: "Expression", targets: ["Expression"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // The centre: pure values and rules, no input or output.
    .target(name: "Kernel", dependencies: [], swiftSettings: strict),
    .target(
      name: "Expression", dependencies: [], exclude: ["README.md"], swiftSettings: strict),
    .target(name: "WorkCalendar", dependencies: ["Kernel"], swiftSettings: strict),
    .target(name: "Store", dependencies: ["Kernel"], swiftSettings: strict),

    // The system's libraries and the files inside the program.
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(
      name: "CResources", dependencies: [], cSettings: [.headerSearchPath("../..")]),
    .target(name: "Cryptography", dependencies: ["CCrypto"], swiftSettings: strict),

    // The write path and the configuration.
    .target(
      name: "StoreSQLite",
      dependencies: [
        "Kernel", "Store", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .target(
      name: "Pack",
      dependencies: [
        "Kernel", "Cryptography", "Expression", "WorkCalendar",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(
      name: "Journal", dependencies: ["Kernel", "Cryptography", "Store"], swiftSettings: strict),

    // Engines.
    .target(
      name: "Territory", dependencies: ["Kernel", "Pack"],
      path: "Sources/Engines/Territory", swiftSettings: strict),
    .target(
      name: "Organisation", dependencies: ["Kernel", "Store", "Journal", "Pack", "Territory"],
      path: "Sources/Engines/Organisation", swiftSettings: strict),
    .target(
      name: "Figures", dependencies: ["Kernel", "Store", "Pack", "Expression"],
      path: "Sources/Engines/Figures", swiftSettings: strict),
  ]
)
