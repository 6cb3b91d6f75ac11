import ArgumentParser

/// A number of bytes, written as `4096`, `64KiB`, `1MiB`, `16GiB` or `1TiB`.
struct ByteCount: Equatable, ExpressibleByArgument {
    let bytes: Int

    init(bytes: Int) {
        self.bytes = bytes
    }

    init?(argument: String) {
        let digits = argument.prefix { $0.isASCII && $0.isNumber }
        let shifts = ["": 0, "KiB": 10, "MiB": 20, "GiB": 30, "TiB": 40]
        guard let number = Int(digits), number > 0, let shift = shifts[String(argument.dropFirst(digits.count))]
        else { return nil }
        let (bytes, overflows) = number.multipliedReportingOverflow(by: 1 << shift)
        guard !overflows else { return nil }
        self.bytes = bytes
    }
}
