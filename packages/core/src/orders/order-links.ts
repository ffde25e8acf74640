import type { OrderRecord } from './order-record.js'
import type { ContingencyType } from './order.js'

/** Orders of which a fill or the end of one cancels (`OCO`) or updates (`OUO`) the others. */
export function linkPeers(type: 'OCO' | 'OUO', orders: readonly OrderRecord[]): void {
  linkChildren(type, null, orders)
}

/** Orders that live from the first fill of `entry` on, linked among each other as `type` says. */
export function linkToEntry(type: ContingencyType, entry: OrderRecord, children: readonly OrderRecord[]): void {
  entry.links = { type: 'OTO', parent: null, children, peers: [] }
  linkChildren(type, entry, children)
}

function linkChildren(type: ContingencyType, parent: OrderRecord | null, orders: readonly OrderRecord[]): void {
  for (const order of orders) {
    const peers = type === 'OTO' ? [] : orders.filter((other) => other !== order)
    order.links = { type, parent, children: [], peers }
    order.isHeld = parent !== null
  }
}
