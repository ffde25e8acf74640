import { expect, test } from 'vitest'
import { runSteps, Skip } from '../../scripts/step-runner.mjs'

const quiet = { slots: 2, print: () => undefined }
const outcomes = async (steps, options = quiet) => (await runSteps(steps, options)).map(({ outcome }) => outcome)

test('a step runs after those that it names, and not at all when one of them failed', async () => {
  const order = []
  const step = (name, after, fails = false) => ({
    name,
    after,
    run: async () => {
      order.push(name)
      if (fails) throw new Error(`${name} broke`)
    },
  })
  const steps = [
    step('last', ['middle']),
    step('blocked', ['broken']),
    step('middle', ['first']),
    step('first', []),
    step('broken', [], true),
  ]
  expect(await outcomes(steps)).toEqual(['passed', 'skipped', 'passed', 'passed', 'failed'])
  expect(order.filter((name) => name !== 'broken')).toEqual(['first', 'middle', 'last'])
})

test('no more steps run at a time than there are slots, light ones aside', async () => {
  let busy = 0
  let most = 0
  const run = async () => {
    most = Math.max(most, ++busy)
    await new Promise((resolve) => setTimeout(resolve, 5))
    busy--
  }
  const heavy = [1, 2, 3, 4, 5].map((number) => ({ name: `heavy ${number}`, run }))
  await runSteps(heavy, quiet)
  expect(most).toBe(2)
  await runSteps(
    heavy.map((step) => ({ ...step, light: true })),
    quiet,
  )
  expect(most).toBe(5)
})

test('a needless skip passes as a skip, and fails where the run is strict', async () => {
  const steps = [
    { name: 'needless', run: async () => new Skip('was forgotten', { needless: true }) },
    { name: 'excused', run: async () => new Skip('no such machine') },
  ]
  expect(await outcomes(steps, { ...quiet, strict: false })).toEqual(['skipped', 'skipped'])
  expect(await outcomes(steps, { ...quiet, strict: true })).toEqual(['failed', 'skipped'])
})

test('a step that waits for one that does not exist fails, by name', async () => {
  const [result] = await runSteps([{ name: 'lost', after: ['nobody'], run: async () => undefined }], quiet)
  expect(result).toMatchObject({ outcome: 'failed', detail: 'waits for a step that does not exist' })
})
