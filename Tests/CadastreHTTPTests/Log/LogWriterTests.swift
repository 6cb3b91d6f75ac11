import Dispatch
import Foundation
import Glibc
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
        let sleeper = Atomic(0)
        Thread.detachNewThread {
            sleeper.store(ThreadNumber.current, ordering: .relaxed)
            lines.writer.append { bytes in
                isInside.signal()
                #expect(othersAreDone.wait(timeout: .now() + 60) == .success)
                bytes += Array("1 sleeper\n".utf8)
            }
            isDone.signal()
        }
        isInside.wait()
        // Of two, one has another place, whatever other tests do with threads meanwhile.
        let isChosen = Atomic(false)
        for _ in 0..<2 {
            Thread.detachNewThread {
                guard (ThreadNumber.current - sleeper.load(ordering: .relaxed)) % 64 != 0,
                    !isChosen.exchange(true, ordering: .relaxed)
                else { return }
                for index in 2..<12 { lines.writer.append { $0 += Array("\(index) other\n".utf8) } }
                othersAreDone.signal()
            }
        }
        isDone.wait()
        #expect(Set(lines.lines) == Set(["1 sleeper"] + (2..<12).map { "\($0) other" }))
    }

    @Test("When the reader stands still, lines are dropped and counted, and whoever logs goes on")
    func standstill() {
        let (isStanding, gate) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let written = Atomic(0)
        let writer = LogWriter { lines in
            isStanding.signal()
            gate.wait()
            written.add(lines.count, ordering: .relaxed)
            return lines.count
        }
        let line = [UInt8](repeating: 0x20, count: (1 << 16) - 1) + [0x0A]
        writer.append { $0 += line }
        isStanding.wait()
        for _ in 1..<1000 { writer.append { $0 += line } }
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

    @Test("Lines come out by themselves, those that come while others are written as well")
    func unasked() {
        let (isWriting, goOn, isWritten) = (
            DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
        )
        let text = Mutex("")
        let writer = LogWriter { lines in
            isWriting.signal()
            goOn.wait()
            text.withLock { $0 += String(decoding: lines, as: UTF8.self) }
            isWritten.signal()
            return lines.count
        }
        writer.append { $0 += Array("1 first\n".utf8) }
        #expect(isWriting.wait(timeout: .now() + 60) == .success)
        writer.append { $0 += Array("2 second\n".utf8) }
        for _ in 0..<2 {
            goOn.signal()
            #expect(isWritten.wait(timeout: .now() + 60) == .success)
        }
        #expect(text.withLock { $0 } == "1 first\n2 second\n")
    }

    @Test("What could not be written is counted, and the next line begins on a line of its own")
    func partial() {
        let room = Atomic(8)
        let text = Mutex("")
        let writer = LogWriter { lines in
            let taken = min(lines.count, room.load(ordering: .relaxed))
            text.withLock { $0 += String(decoding: lines.prefix(max(taken, 0)), as: UTF8.self) }
            return taken
        }
        writer.append { $0 += Array("1 one\n2 two\n3 three\n".utf8) }
        writer.flush()
        #expect(writer.dropped == 2)
        for (next, isLost) in [(-1, true), (0, true), (1, true), (1000, false)] {
            room.store(next, ordering: .relaxed)
            let dropped = writer.dropped
            writer.append { $0 += Array("4 four\n".utf8) }
            writer.flush()
            #expect(writer.dropped - dropped == (isLost ? 1 : 0), "with room for \(next)")
        }
        #expect(text.withLock { $0 } == "1 one\n2 \n4 four\n")
    }

    @Test("Where nobody reads, whoever waits for the log goes on after a while")
    func impatient() {
        let (isRead, isOver) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let writer = LogWriter { lines in
            isRead.wait()
            isOver.signal()
            return lines.count
        }
        writer.append { $0 += Array("1 one\n".utf8) }
        let wentOn = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            writer.flush(patience: .milliseconds(1))
            wentOn.signal()
        }
        #expect(wentOn.wait(timeout: .now() + 60) == .success)
        isRead.signal()
        isOver.wait()
    }

    @Test("A descriptor that does not wait is waited for")
    func nonblocking() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        #expect(fcntl(writing, F_SETFL, O_NONBLOCK) == 0)
        let lines = [UInt8](repeating: 0x0A, count: 1 << 20)
        let written = Atomic(0)
        let isDone = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            written.store(LogWriter.write(lines, to: writing), ordering: .relaxed)
            close(writing)
            isDone.signal()
        }
        var (buffer, count) = ([UInt8](repeating: 0, count: 1 << 16), 0)
        while case let got = read(reading, &buffer, buffer.count), got > 0 { count += got }
        isDone.wait()
        close(reading)
        #expect(count == lines.count)
        #expect(written.load(ordering: .relaxed) == lines.count)
    }
}
