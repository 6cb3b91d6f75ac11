/// What an encoder has written, and the values that it is in the middle of.
///
/// Values are written straight into the bytes. Only what Codable calls nested containers, which a type may fill in any
/// order, get an output of their own, which takes its place at the end.
final class EncodingOutput {
    // Exclusive access is not checked at run time, which doubles the speed: each access is one call of a method here or
    // of the writer, and none of them calls out to a type that is being encoded.
    @exclusivity(unchecked) var writer = JSONWriter(capacity: 1024)
    @exclusivity(unchecked) private var frames = [Frame(firstName: 0)]
    /// Where in the bytes the names of the open objects are, the quotation marks included.
    @exclusivity(unchecked) private(set) var names: [Range<Int>] = []
    @exclusivity(unchecked) private var nested: [(position: Int, output: EncodingOutput)] = []
    /// What a container has met that could not throw it.
    @exclusivity(unchecked) private var failure: (any Error)?

    /// How many objects and arrays are around the first frame, and the way to it.
    private let depth: Int
    private let path: [any CodingKey]

    init(depth: Int = 0, path: [any CodingKey] = []) {
        self.depth = depth
        self.path = path
    }

    /// How many objects and arrays are around the value of `frame`.
    func depth(of frame: Int) -> Int { depth + frame }

    /// How many elements or members the value of `frame` has.
    func count(of frame: Int) -> Int { frames.indices.contains(frame) ? frames[frame].count : 0 }

    /// The way to the value of `frame`, or to the part of the last one that is being written.
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
        guard isInnermost(frame) else { return note(.misuse("is encoded while another value is"), in: frame) }
        guard frames[frame].kind != kind else { return }
        guard frames[frame].kind == .empty else { return note(.misuse("is encoded as values of two kinds"), in: frame) }
        guard depth(of: frame) < JSONLimits.nesting else { return note(.nesting, in: frame) }
        frames[frame].kind = kind
        if kind == .object { writer.beginObject() } else { writer.beginArray() }
    }

    /// Writes what the value of `frame` is, with `write`.
    func scalar(at frame: Int, _ write: (inout JSONWriter) -> Void) throws {
        guard isInnermost(frame), frames[frame].kind == .empty else {
            throw error(.misuse("is encoded more than once"), in: frame)
        }
        frames[frame].kind = .scalar
        write(&writer)
        try checkWriter(in: frame)
    }

    /// Writes a value in its own frame.
    func value(_ value: some Encodable) throws {
        let frame = frames.count
        frames.append(Frame(firstName: names.count))
        try value.encode(to: ValueEncoder(output: self, frame: frame))
        try close(frame)
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

    private func close(_ frame: Int) throws {
        if let failure { throw failure }
        switch frames[frame].kind {
        case .empty:
            guard depth(of: frame) < JSONLimits.nesting else { throw error(.nesting, in: frame) }
            writer.beginObject()
            writer.endObject()
        case .object:
            if let name = repeatedName(from: frames[frame].firstName) {
                throw error(.duplicateName, in: frame, at: JSONKey(stringValue: self.name(at: name)))
            }
            writer.endObject()
        case .array: writer.endArray()
        case .scalar: break
        }
        names.removeLast(names.count - frames[frame].firstName)
        frames.removeLast()
    }

    /// Whether the value of `frame` is the one to be written now.
    private func isInnermost(_ frame: Int) -> Bool { frames.count == frame + 1 }
}

// Parts of values.
extension EncodingOutput {
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

    /// A place in the object of `frame` for a member that is written apart.
    func nestedMember(_ name: String, of frame: Int) -> EncodingOutput {
        placeholder { output, write in try output.member(name, of: frame, write) }
    }

    /// A place in the array of `frame` for an element that is written apart.
    func nestedElement(of frame: Int) -> EncodingOutput {
        placeholder { output, write in try output.element(of: frame, write) }
    }

    /// Containers can't throw when they are asked for: what fails is thrown when the value ends.
    private func placeholder(
        _ part: (EncodingOutput, (EncodingOutput) throws -> Void) throws -> Void
    ) -> EncodingOutput {
        let depth = depth(of: frames.count)
        var place = EncodingOutput(depth: depth)
        do {
            try part(self) { output in
                place = EncodingOutput(depth: depth, path: output.codingPath(to: output.frames.count))
                output.nested.append((output.writer.count, place))
                output.writer.null()
            }
        } catch {
            if failure == nil { failure = error }
        }
        return place
    }

    private func part(of kind: Frame.Kind, _ frame: Int, _ write: () throws -> Void) throws {
        if let failure { throw failure }
        guard isInnermost(frame), frames[frame].kind == kind else {
            let reason = JSONError.Reason.misuse("is encoded after its container has ended, or inside another value")
            throw error(reason, in: max(frames.count - 1, 0))
        }
        let mark = (bytes: writer.count, names: names.count, nested: nested.count)
        do {
            try write()
            try checkWriter(in: frame + 1)
        } catch {
            writer.truncate(to: mark.bytes)
            names.removeLast(names.count - mark.names)
            nested.removeLast(nested.count - mark.nested)
            frames.removeLast(frames.count - frame - 1)
            throw error
        }
        frames[frame].count += 1
    }
}

// Failures.
extension EncodingOutput {
    private func note(_ reason: JSONError.Reason, in frame: Int) {
        if failure == nil { failure = error(reason, in: frame) }
    }

    private func checkWriter(in frame: Int) throws {
        if let failure = writer.takeFailure() { throw error(failure.reason, in: frame) }
    }

    private func error(_ reason: JSONError.Reason, in frame: Int, at key: JSONKey? = nil) -> EncodingError {
        var path = codingPath(to: frame)
        if let key { path.append(key) }
        let context = EncodingError.Context(
            codingPath: path, debugDescription: reason.message,
            underlyingError: JSONError(reason, path: JSONPath(path).text))
        return .invalidValue(reason, context)
    }
}
