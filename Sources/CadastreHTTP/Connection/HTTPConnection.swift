import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// One HTTP/1.1 connection: its pipeline, and the loop that answers its requests one after the other.
///
/// It stands in for Hummingbird's `HTTP1Channel`, which has no deadline for a request, closes without lingering, and
/// makes a logger for each request.
struct HTTPConnection: ServerChildChannel {
    /// A connection whose pipeline is ready.
    struct Value: ServerChildChannelValue {
        let messages: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>
        let codec: NIOLoopBound<MessageCodec>

        var channel: any Channel { messages.channel }
    }

    let door: FrontDoor
    let limits: ServerConfiguration.Limits
    let timeouts: ServerConfiguration.Timeouts
    let connections: OpenConnections

    private static let pieces = AdaptiveRecvByteBufferAllocator(minimum: 1 << 10, initial: 2 << 10, maximum: 16 << 10)

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            var decoderLimits = NIOHTTPDecoderLimitConfiguration()
            decoderLimits.maxHeaderFieldSize = limits.headerBytes
            decoderLimits.maxHeaderListSize = limits.headerBytes
            decoderLimits.maxHeaderFieldCount = limits.headerFields
            var encoding = HTTPResponseEncoder.Configuration()
            encoding.automaticallySetFramingHeaders = false
            let timer = ConnectionTimer(
                timeouts: timeouts, maximumDroppedBytes: limits.droppedBytes,
                maximumRequestBytes: limits.requestBytes, among: connections)
            // What a client has asked in advance is taken from the system piece by piece: all that is read in one go becomes
            // requests that wait, which take many times the room, or are answered before anybody else's.
            try channel.syncOptions?.setOption(.maxMessagesPerRead, value: 1)
            try channel.syncOptions?.setOption(.recvAllocator, value: Self.pieces)
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(timer)
            try pipeline.addHandler(HTTPResponseEncoder(configuration: encoding))
            try pipeline.addHandler(
                ByteToMessageHandler(
                    HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: decoderLimits)))
            let codec = MessageCodec(
                timer: timer, immediate: ImmediateAnswers(door: door, channel: channel, logger: logger))
            try pipeline.addHandler(codec)
            let messages = try NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>(
                wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
            return Value(messages: messages, codec: NIOLoopBound(codec, eventLoop: channel.eventLoop))
        }
    }

    func handle(value connection: Value, logger: Logger) async {
        let eventLoop = connection.channel.eventLoop
        await withTaskExecutorPreference(EventLoopExecutor(eventLoop)) {
            // What it throws is that the other side has gone, which is no news.
            try? await connection.messages.executeThenClose { inbound, outbound in
                let conversation = Conversation(
                    door: door, limits: limits, channel: connection.channel, outbound: outbound, logger: logger)
                try await conversation.run(inbound)
                connection.channel.triggerUserOutboundEvent(ConnectionTimer.EndConnection(), promise: nil)
                try await connection.channel.closeFuture.get()
            }
            // The server ends when its connections have, and the event loops with it.
            try? await connection.codec.value.awaitCommit(on: eventLoop)?.get()
        }
    }
}
