import Cadastre
import CCadastre
import Glibc

/// A struct of options that begins with its own size, so that it can grow.
protocol OptionStruct {
    /// Everything zero: the defaults.
    init()
    /// What messages call it.
    static var name: String { get }
    /// How many bytes it had in the first version of the interface.
    static var firstSize: Int { get }
}

extension OptionStruct {
    /// Reads what a caller passes; NULL is the defaults. A caller of another version may know fewer members, which are
    /// then zero, or more, which then must be.
    ///
    /// - Throws: `.misuse` where the size can't be one, or a member is set that this library does not know.
    init(reading pointer: UnsafePointer<Self>?) throws(RegistryError) {
        self.init()
        guard let pointer else { return }
        let source = UnsafeRawPointer(pointer)
        let size = source.loadUnaligned(as: UInt.self)
        guard size >= UInt(Self.firstSize), size <= 4_096 else {
            throw .misuse("\(Self.name).size is \(size). Begin with its INIT.")
        }
        let bytes = UnsafeRawBufferPointer(start: source, count: Int(size))
        guard bytes.dropFirst(MemoryLayout<Self>.size).allSatisfy({ $0 == 0 }) else {
            throw .misuse("\(Self.name) sets a member that this library does not know. Use a newer one.")
        }
        withUnsafeMutableBytes(of: &self) { target in
            target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes.prefix(target.count)))
        }
    }
}

extension cadastre_store_options: OptionStruct {
    static var name: String { "cadastre_store_options" }
    static var firstSize: Int { 56 }
}

extension cadastre_import_options: OptionStruct {
    static var name: String { "cadastre_import_options" }
    static var firstSize: Int { 40 }
}

extension cadastre_attempt: OptionStruct {
    static var name: String { "cadastre_attempt" }
    static var firstSize: Int { 16 }
}
