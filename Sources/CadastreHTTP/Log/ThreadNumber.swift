import Glibc
import Synchronization

/// A number that each thread has of its own, from 0 on, by which threads take different places of an array.
enum ThreadNumber {
    private static let next = Atomic(1)

    /// What the current thread has under this key is its number and one more.
    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()

    /// That of the thread that asks, the same as long as it lives.
    static var current: Int {
        let known = Int(bitPattern: pthread_getspecific(key))
        if known != 0 { return known - 1 }
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        // Where there is no room for it, the thread has another number each time.
        pthread_setspecific(key, UnsafeRawPointer(bitPattern: number))
        return number - 1
    }
}
