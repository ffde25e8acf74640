/** What a callback throws ends the stream, rather than the one who called it. */
export function attempt<T>(act: (value: T) => void, fail: (error: unknown) => void): (value: T) => void {
  return (value) => {
    try {
      act(value)
    } catch (error) {
      fail(error)
    }
  }
}
