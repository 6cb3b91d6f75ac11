import Dispatch
import Foundation
import Synchronization
import Testing

@testable import CadastreHTTP

@Suite("The writer of the log") struct LogWriterTests {
    @Test("Lines of many threads come out whole, each once")
    func concurrent() async {
        let lines = LogLines()
        await withTaskGroup { tasks in
            for number in 0..<50 {
                tasks.addTask {
                    for index in 0..<20 { lines.writer.append { $0 += Array("\(number)/\(index)\n".utf8) } }
                }
            }
        }
        #expect(Set(lines.lines) == Set((0..<50).flatMap { number in (0..<20).map { "\(number)/\($0)" } }))
        #expect(lines.lines.count == 1000)
    }

    @Test("Nobody waits for a thread that is put to sleep while it writes a line")
    func sleeper() {
        let lines = LogLines()
        let (isInside, othersAreDone, isDone) = (
            DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
        )
        Thread.detachNewThread {
            lines.writer.append { bytes in
                isInside.signal()
                #expect(othersAreDone.wait(timeout: .now() + 60) == .success)
                bytes += Array("1 sleeper\n".utf8)
            }
            isDone.signal()
        }
        isInside.wait()
        Thread.detachNewThread {
            for index in 2..<12 { lines.writer.append { $0 += Array("\(index) other\n".utf8) } }
            othersAreDone.signal()
        }
        isDone.wait()
        #expect(Set(lines.lines) == Set(["1 sleeper"] + (2..<12).map { "\($0) other" }))
    }

    @Test("When the reader stands still, lines are dropped and counted, and whoever logs goes on")
    func standstill() {
        let gate = DispatchSemaphore(value: 0)
        let written = Atomic(0)
        let writer = LogWriter { lines in
            gate.wait()
            written.add(lines.count, ordering: .relaxed)
        }
        let line = [UInt8](repeating: 0x20, count: 1 << 16)
        for _ in 0..<1000 { writer.append { $0 += line } }
        #expect(writer.dropped > 800)
        for _ in 0..<10 { gate.signal() }
        writer.flush()
        #expect(written.load(ordering: .relaxed) + Int(writer.dropped) * line.count == 1000 * line.count)
    }

    @Test("What was dropped does not keep later lines from being written")
    func afterwards() {
        let lines = LogLines()
        for _ in 0..<100 { lines.writer.append { $0 += [UInt8](repeating: 0x0A, count: 1 << 16) } }
        _ = lines.text
        lines.writer.append { $0 += Array("later\n".utf8) }
        #expect(lines.lines == ["later"])
    }
}
