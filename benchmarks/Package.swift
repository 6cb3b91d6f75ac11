// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "cadastre-benchmarks",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "embedded-peers", targets: ["EmbeddedPeers"]),
        .executable(name: "fixed-answer", targets: ["FixedAnswer"]),
        .executable(name: "instructions", targets: ["Instructions"]),
    ],
    dependencies: [
        .package(name: "cadastre", path: ".."),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        // Without its trait it counts no allocations, and needs no jemalloc.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.30.0", traits: []),
    ],
    targets: [
        // What the programs in C under embedded/ are made of, too.
        .target(
            name: "CEmbedded",
            path: "embedded",
            exclude: [
                "Makefile", "python_creates.py", "python_reads.py", "python_rounds.py", "python_sqlite.py",
            ],
            sources: ["changes.c", "gets.c", "pack.c", "pages.c", "rounds.c", "search.c", "store.c", "writes.c"],
            publicHeadersPath: ".",
            cSettings: [.define("_POSIX_C_SOURCE", to: "200809L")],
            linkerSettings: [.linkedLibrary("lmdb")]
        ),
        .executableTarget(
            name: "EmbeddedPeers",
            dependencies: [
                "CEmbedded",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Cadastre", package: "cadastre"),
                .product(name: "EntityStore", package: "cadastre"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "FixedAnswer",
            dependencies: [
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            swiftSettings: strict,
            // As `make build` links the command; what Foundation is made of is named here, as nothing else does.
            linkerSettings: [
                .unsafeFlags(["-static-stdlib"]), .linkedLibrary("_FoundationCollections"),
                .linkedLibrary("_FoundationCShims"),
            ]
        ),
        .executableTarget(
            name: "Instructions",
            dependencies: [
                "CEmbedded",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Cadastre", package: "cadastre"),
                .product(name: "EntityStore", package: "cadastre"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "Micro",
            dependencies: [
                .product(name: "Benchmark", package: "benchmark"),
                .product(name: "Cadastre", package: "cadastre"),
                .product(name: "EntityStore", package: "cadastre"),
            ],
            path: "Benchmarks/Micro",
            swiftSettings: strict,
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
        ),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c99
)
