import type { MarketEvent } from '@tapeline/core'
import { WireRefusal, type WireFault, type WireReason } from './refusal.js'

/** A message about the connection rather than the market: an answer to a subscription, a pong, the venue's complaint. */
export interface WireControl {
  /** What it says. */
  readonly type: 'ack' | 'error' | 'pong'
  /** Id of the request that it answers, as text; `null` where it names none. */
  readonly id: string | null
  /** What it is about, in the venue's words: a channel, a stream, an error's text. */
  readonly subject: string
}

/** What one frame held. A frame of many messages may give events and faults. */
export interface WireResult {
  /** What happened in the market, in the frame's order. */
  readonly events: readonly MarketEvent[]
  /** What was refused: the first 16 of the frame; counters count all. */
  readonly faults: readonly WireFault[]
  /** A message about the connection, where it was one. */
  readonly control: WireControl | null
}

const MOST_FAULTS = 16
const NO_FAULTS: readonly WireFault[] = Object.freeze([])

/** The result under construction. */
export class WireOutput implements WireResult {
  readonly events: MarketEvent[] = [] // bound: one frame, whose length is limited
  faults: readonly WireFault[] = NO_FAULTS
  control: WireControl | null = null
  readonly tsRecv: number
  readonly #counts: Record<'controls' | WireReason, number>

  constructor(tsRecv: number, counts: Record<'controls' | WireReason, number>) {
    this.tsRecv = tsRecv
    this.#counts = counts
  }

  /** Counts and keeps a refusal; anything else that was thrown is a fault of ours and goes on. */
  refuse(refusal: unknown): void {
    if (!(refusal instanceof WireRefusal)) throw refusal
    this.#counts[refusal.reason]++
    if (this.faults.length < MOST_FAULTS) this.faults = [...this.faults, refusal.fault(this.tsRecv)]
  }

  /** Says that the frame was about the connection. */
  about(type: WireControl['type'], id: unknown, subject: unknown): void {
    this.#counts.controls++
    const name = typeof id === 'string' || typeof id === 'number' ? String(id).slice(0, 80) : null
    this.control = { type, id: name, subject: typeof subject === 'string' ? subject.slice(0, 200) : '' }
  }

  /** Reads messages that stand side by side: one that is refused does not take the others with it. */
  each(messages: readonly unknown[], read: (message: unknown) => void): void {
    for (const message of messages) {
      try {
        read(message)
      } catch (refusal) {
        this.refuse(refusal)
      }
    }
  }
}
