/** What is on its way to a venue that is always as far: it arrives as it was sent. */
export class ReferenceWay {
  readonly #there: number
  #list: { readonly ts: number; readonly act: (ts: number) => void }[] = []

  constructor(there: number) {
    this.#there = there
  }

  send(now: number, act: (ts: number) => void): void {
    this.#list.push({ ts: now + this.#there, act })
  }

  /** Everything that has arrived by then. */
  arrive(until: number): void {
    const due = this.#list.filter(({ ts }) => ts <= until)
    this.#list = this.#list.filter(({ ts }) => ts > until)
    for (const { ts, act } of due) act(ts)
  }
}
