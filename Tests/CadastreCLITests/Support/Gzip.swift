import Foundation
import TestSupport
import Testing

/// What `gzip` makes of bytes: somebody else's compressor.
func gzip(_ bytes: [UInt8], in directory: TemporaryDirectory) throws -> [UInt8] {
    let plain = try directory.file("plain-\(UUID().uuidString)", bytes)
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/gzip")
    process.arguments = ["-c", plain]
    process.standardOutput = output
    try process.run()
    let zipped = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return Array(zipped)
}
