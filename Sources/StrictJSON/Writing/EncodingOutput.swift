/// What an encoder has written, and the values that it is in the middle of.
///
/// Values are written straight into the bytes. Only what Codable calls nested containers, which a type may fill in any
/// order, get an output of their own, which takes its place at the end.
final class EncodingOutput {
    var writer = JSONWriter(capacity: 1024)
    private var frames = [Frame(firstName: 0)]
    /// Where in the bytes the names of the open objects are, the quotation marks included.
    private var names: [Range<Int>] = []
    private var nested: [(position: Int, output: EncodingOutput)] = []
    /// What a container that can't throw has met.
    private var failure: EncodingError?

    /// How many objects and arrays are around the first frame, and the way to it.
    private let depth: Int
    private let path: [any CodingKey]

    init(depth: Int = 0, path: [any CodingKey] = []) {
        self.depth = depth
        self.path = path
    }

    /// How many objects and arrays are around the value of `frame`.
    func depth(of frame: Int) -> Int { depth + frame }

    /// The way to the value of `frame`.
    func codingPath(to frame: Int) -> [any CodingKey] {
        var path = path
        for index in 0..<min(frame, frames.count) {
            let name = index + 1 < frames.count ? frames[index + 1].firstName - 1 : names.count - 1
            switch frames[index].kind {
            case .object: if names.indices.contains(name) { path.append(JSONKey(stringValue: self.name(at: name))) }
            case .array: path.append(JSONKey(intValue: frames[index].count))
            case .empty, .scalar: break
            }
        }
        return path
    }
}

// Values.
extension EncodingOutput {
    /// Begins, or goes on with, the object or array that the value of `frame` is.
    func open(_ kind: Frame.Kind, at frame: Int) {
        guard frames.count == frame + 1 else { return note(.misuse("is encoded while another value is")) }
        guard frames[frame].kind != kind else { return }
        guard frames[frame].kind == .empty else { return note(.misuse("is encoded as values of two kinds")) }
        guard depth(of: frame) < JSONLimits.nesting else { return note(.nesting) }
        frames[frame].kind = kind
        if kind == .object { writer.beginObject() } else { writer.beginArray() }
    }

    /// Writes what the value of `frame` is, with `write`.
    func scalar(at frame: Int, _ write: (inout JSONWriter) -> Void) throws {
        guard frames.count == frame + 1, frames[frame].kind == .empty else {
            throw error(.misuse("is encoded more than once"))
        }
        frames[frame].kind = .scalar
        write(&writer)
        try checkWriter()
    }

    /// Writes a member of the object of `frame`: its name, and its value with `write`. Leaves nothing if that throws.
    func member(_ name: String, of frame: Int, _ write: (EncodingOutput) throws -> Void) throws {
        try part(of: .object, frame) {
            let start = writer.count
            writer.name(name)
            // A comma may have come first; the colon came last.
            let isFirst = writer.bytes[start] == UInt8(ascii: "\"")
            names.append((isFirst ? start : start + 1)..<(writer.count - 1))
            try write(self)
        }
    }

    /// Writes an element of the array of `frame` with `write`. Leaves nothing if that throws.
    func element(of frame: Int, _ write: (EncodingOutput) throws -> Void) throws {
        try part(of: .array, frame) { try write(self) }
    }

    func count(of frame: Int) -> Int {
        frames.indices.contains(frame) ? frames[frame].count : 0
    }

    /// Writes a value in its own frame.
    func value(_ value: some Encodable) throws {
        let frame = frames.count
        frames.append(Frame(firstName: names.count))
        try value.encode(to: ValueEncoder(output: self, frame: frame))
        try close(frame)
    }

    /// A place in the object of `frame` for a member that is written apart.
    func nestedMember(_ name: String, of frame: Int) -> EncodingOutput {
        nested { place in try member(name, of: frame) { place = $0.placeholder() } }
    }

    /// A place in the array of `frame` for an element that is written apart.
    func nestedElement(of frame: Int) -> EncodingOutput {
        nested { place in try element(of: frame) { place = $0.placeholder() } }
    }

    /// Containers can't throw when they are asked for: what fails is thrown when the value ends.
    private func nested(_ write: (inout EncodingOutput?) throws -> Void) -> EncodingOutput {
        var place: EncodingOutput?
        do {
            try write(&place)
        } catch {
            if failure == nil { failure = error as? EncodingError }
        }
        return place ?? EncodingOutput()
    }

    private func placeholder() -> EncodingOutput {
        let frame = frames.count
        let output = EncodingOutput(depth: depth(of: frame), path: codingPath(to: frame))
        nested.append((writer.count, output))
        writer.null()
        return output
    }

    /// Ends the value, and gives its bytes.
    func finish() throws -> [UInt8] {
        try close(0)
        guard !nested.isEmpty else { return writer.bytes }
        let bytes = writer.bytes
        var whole: [UInt8] = []
        var position = 0
        for (place, output) in nested {
            // The placeholder is `null`, and a comma may come before it.
            let start = bytes[place] == UInt8(ascii: ",") ? place + 1 : place
            whole += bytes[position..<start]
            whole += try output.finish()
            position = start + 4
        }
        return whole + bytes[position...]
    }

    private func part(of kind: Frame.Kind, _ frame: Int, _ write: () throws -> Void) throws {
        if let failure { throw failure }
        guard frames.count == frame + 1, frames[frame].kind == kind else {
            throw error(.misuse("is encoded after its container has ended, or inside another value"))
        }
        let mark = (bytes: writer.count, names: names.count, nested: nested.count)
        do {
            try write()
            try checkWriter()
        } catch {
            writer.truncate(to: mark.bytes)
            names.removeLast(names.count - mark.names)
            nested.removeLast(nested.count - mark.nested)
            frames.removeLast(frames.count - frame - 1)
            throw error
        }
        frames[frame].count += 1
    }

    private func close(_ frame: Int) throws {
        if let failure { throw failure }
        switch frames[frame].kind {
        case .empty:
            guard depth(of: frame) < JSONLimits.nesting else { throw error(.nesting) }
            writer.beginObject()
            writer.endObject()
        case .object:
            try checkNames(from: frames[frame].firstName)
            writer.endObject()
        case .array: writer.endArray()
        case .scalar: break
        }
        names.removeLast(names.count - frames[frame].firstName)
        frames.removeLast()
    }
}

// Failures.
extension EncodingOutput {
    private func note(_ reason: JSONError.Reason) {
        if failure == nil { failure = error(reason) }
    }

    private func error(_ reason: JSONError.Reason, name: Int? = nil) -> EncodingError {
        var path = codingPath(to: frames.count)
        if let name {
            path.removeLast()
            path.append(JSONKey(stringValue: self.name(at: name)))
        }
        let context = EncodingError.Context(
            codingPath: path, debugDescription: reason.message,
            underlyingError: JSONError(reason, path: JSONPath(path).text))
        return .invalidValue(reason, context)
    }

    private func checkWriter() throws {
        if let failure = writer.takeFailure() { throw error(failure.reason) }
    }

    /// Sees to it that no two names of an object are the same. Each name has one canonical form, so bytes tell.
    private func checkNames(from first: Int) throws {
        let count = names.count - first
        guard count > 1 else { return }
        let repeated = writer.bytes.withUnsafeBufferPointer { bytes in
            firstRepeated(count) { bytes[names[first + $0]] }
        }
        if let repeated { throw error(.duplicateName, name: first + repeated) }
    }

    private func name(at index: Int) -> String {
        let quoted = Array(writer.bytes[names[index]])
        return (try? JSONValue.parse(quoted))?.string ?? String(decoding: quoted, as: UTF8.self)
    }
}
