import { demand } from '../errors/index.js'
import { linkPeers, linkToEntry, type ContingencyType, type OrderTicket } from '../orders/index.js'
import type { BracketRequest, BracketTickets, SidedChild, SidedRequest, TriggeredTickets } from '../strategy/index.js'
import { checkBracket } from './check-bracket.js'
import type { OrderDrafts } from './order-drafts.js'

/** Orders of which a fill or the end of one cancels or updates the others. */
export function placeLinked(
  drafts: OrderDrafts,
  type: 'OCO' | 'OUO',
  requests: readonly SidedRequest[],
): readonly OrderTicket[] {
  const owner = `orders.${type.toLowerCase()}`
  demand(requests.length >= 2, owner, 'requests', requests, 'two or more')
  const made = requests.map((request) => drafts.ofSided(owner, request))
  const orders = made.map(({ order }) => order)
  linkPeers(type, orders)
  drafts.send(made)
  return orders
}

/** An order and those that its fills let live. */
export function placeTriggered(
  drafts: OrderDrafts,
  entry: SidedRequest,
  children: readonly SidedChild[],
): TriggeredTickets {
  return placeWithChildren(drafts, 'orders.oto', entry, children, 'OTO')
}

/** An entry and its exits. */
export function placeBracket(drafts: OrderDrafts, request: BracketRequest): BracketTickets {
  const { takeProfit, stopLoss } = request
  const { entry, children } = placeWithChildren(
    drafts,
    'orders.bracket',
    ...checkBracket(request, drafts.isHedged),
    'OUO',
  )
  return {
    entry,
    takeProfit: takeProfit === undefined ? null : (children[0] as OrderTicket),
    stopLoss: stopLoss === undefined ? null : (children.at(-1) as OrderTicket),
  }
}

function placeWithChildren(
  drafts: OrderDrafts,
  owner: string,
  request: SidedRequest,
  children: readonly SidedChild[],
  type: ContingencyType,
): TriggeredTickets {
  demand(children.length > 0, owner, 'children', children, 'one or more')
  const entry = drafts.ofSided(owner, request)
  const made = children.map((child) => drafts.ofChild(owner, child, entry.order))
  const orders = made.map(({ order }) => order)
  linkToEntry(type, entry.order, orders)
  drafts.send([entry, ...made])
  return { entry: entry.order, children: orders }
}
