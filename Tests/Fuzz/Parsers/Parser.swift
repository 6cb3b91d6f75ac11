import Cadastre
import EntityStore
import Glibc

/// Something that reads bytes from outside.
protocol Parser: Sendable {
    /// Reads what the fuzzer gives.
    ///
    /// - Parameter choice: What else is left to chance.
    static func read(_ bytes: [UInt8], _ choice: UInt8)
}

/// Ends the program, with a sentence: a promise is broken.
func stop(_ why: String) -> Never {
    fatalError(why)
}

/// Passes over what an import may end with, and stops at a fault of the register's own.
func complain(of error: any Error) {
    switch error {
    case let error as RegistryError:
        if case .corrupt = error { stop("\(error)") }
        if case .internal = error { stop("\(error)") }
    case let error as CommandFailure:
        if error.status == .fault { stop(error.sentence) }
    default:
        stop("\(error)")
    }
}

/// The register that imports are tried on; none of them writes anything.
let register: Registry = {
    guard let folder = getenv("FUZZ_FOLDER") else { stop("FUZZ_FOLDER names the folder to work in") }
    var options = RegistryOptions()
    options.store.durability = .relaxed
    options.store.addressSpace = 1 << 26
    do {
        return try Registry.open(at: String(cString: folder) + "/parsers", options: options)
    } catch {
        stop("\(error)")
    }
}()

private let parsers: [any (Parser & Sendable).Type] = [
    JSONReading.self, CursorReading.self, TokenReading.self, TableReading.self, ExportReading.self,
]

/// What libFuzzer calls with each input. The first byte says who reads the rest, the second how.
@_cdecl("LLVMFuzzerTestOneInput")
public func readOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    guard bytes.count >= 2 else { return 0 }
    parsers[Int(bytes[0]) % parsers.count].read(Array(bytes[2...]), bytes[1])
    return 0
}
