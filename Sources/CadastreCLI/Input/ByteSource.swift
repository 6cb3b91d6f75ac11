/// Bytes that come chunk by chunk: a file, standard input, what unzipping gives.
protocol ByteSource: AnyObject {
    /// Puts the next bytes into `buffer`, which is not empty.
    ///
    /// - Returns: How many there were; 0 at the end and ever after.
    /// - Throws: A sentence about the file.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(CommandFailure) -> Int
}

extension ByteSource {
    /// Puts the next bytes at the beginning of `chunk`, which keeps its length.
    func read(into chunk: inout [UInt8]) throws(CommandFailure) -> Int {
        // `withUnsafeMutableBytes` rethrows without the type.
        var outcome: Result<Int, CommandFailure> = .success(0)
        chunk.withUnsafeMutableBytes { bytes in
            outcome = Result { () throws(CommandFailure) in try read(into: bytes) }
        }
        return try outcome.get()
    }
}
