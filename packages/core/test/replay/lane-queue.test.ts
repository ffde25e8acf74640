import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LaneQueue } from '../../src/replay/lane-queue.js'

it('D9: gives the least key, of equal ones the least place, as a sorted list does', () => {
  const counts = { ties: 0, emptied: 0, moved: 0, movedTogether: 0 }
  const steps = fc.array(fc.tuple(fc.constantFrom('move', 'remove', 'add', 'moveAll'), fc.nat(3)), { maxLength: 120 })
  fc.assert(
    fc.property(fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 4, max: 40 })), steps, (lanes, moves) => {
      const queue = new LaneQueue(lanes)
      let list = Array.from({ length: lanes }, (_, place) => ({ place, key: place % 3 }))
      for (const { place, key } of list) queue.add(place, key)
      const removed: number[] = []
      for (const [move, by] of moves) {
        list.sort((a, b) => a.key - b.key || a.place - b.place)
        expect(queue.size).toBe(list.length)
        expect(queue.firstKey).toBe(list[0]?.key ?? Infinity)
        expect(queue.secondKey).toBe(list[1]?.key ?? Infinity)
        if (list[0] !== undefined) expect(queue.first).toBe(list[0].place)
        if (list.length > 1 && list[0]!.key === list[1]!.key) counts.ties++
        const first = list[0]
        if (move === 'add' && removed.length > 0) {
          const place = removed.shift() as number
          queue.add(place, by)
          list.push({ place, key: by })
        } else if (first !== undefined && move === 'remove') {
          queue.removeFirst()
          removed.push(first.place)
          list = list.slice(1)
          if (list.length === 0) counts.emptied++
        } else if (first !== undefined && move === 'moveAll') {
          const seats = new Int32Array(lanes)
          const count = queue.seatsOfFirst(seats)
          const together = list.filter(({ key }) => key === first.key)
          const places = [...seats.subarray(0, count)].map((seat) => queue.placeAt(seat))
          expect([...places].sort((a, b) => a - b)).toEqual(together.map(({ place }) => place))
          // Each to another key, some of them not on at all.
          for (const [i, one] of together.entries()) one.key += (by + i) % 4
          for (let i = count - 1; i >= 0; i--)
            queue.move(seats[i]!, together.find(({ place }) => place === places[i])!.key)
          if (count > 2) counts.movedTogether++
        } else if (first !== undefined) {
          first.key += by
          queue.moveFirst(first.key)
          counts.moved++
        }
      }
    }),
  )
  expect(
    Object.values(counts).every((count) => count > 20),
    JSON.stringify(counts),
  ).toBe(true)
})
