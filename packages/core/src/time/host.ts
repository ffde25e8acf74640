/** A monotonic clock in milliseconds, for durations and time-outs only; it says nothing about the date. */
export function monotonicMs(): number {
  return performance.now()
}

/** Lets timers, sockets and rendering run, then resumes. */
export function yieldToHost(): Promise<void> {
  return new Promise((resolve) => {
    const immediate = (globalThis as { setImmediate?: (callback: () => void) => void }).setImmediate
    if (immediate !== undefined) {
      immediate(resolve)
      return
    }
    // In browsers a timer of 0 ms is stretched to 4 ms once nested; a message is not.
    const channel = new MessageChannel()
    channel.port1.onmessage = () => {
      channel.port1.close()
      resolve()
    }
    channel.port2.postMessage(null)
  })
}
