import { describe, expect, it } from 'vitest'
import { hasSharedData } from '../golden/shared-data.js'
import { compare } from './compare.js'
import { comparisons } from './comparisons.js'
import { DIFFERENCES } from './differences.js'
import { differencesPage } from './page.js'

describe.skipIf(!hasSharedData)('differences from other libraries (skipped where reference data are absent)', () => {
  const all = comparisons()
  const isKnown = ({ indicator, library }: { readonly indicator: string; readonly library: string }): boolean =>
    DIFFERENCES.some((one) => one.indicator === indicator && one.library === library)
  const name = (one: { readonly indicator: string; readonly library: string }): string =>
    `${one.library} ${one.indicator}`

  it('compares every indicator that TA-Lib, Skender, talipp or Tulip gave numbers for', () => {
    expect(all.length).toBeGreaterThan(100)
    expect(DIFFERENCES.map(name).filter((known) => !all.map(name).includes(known))).toEqual([])
  })

  it.each(all.filter((one) => !isKnown(one)).map((one) => [name(one), one] as const))(
    '%s agrees from the first value',
    (_, one) => {
      expect(compare(one)).toMatchObject({ from: 1 })
    },
  )

  it.each(DIFFERENCES.map((one) => [name(one), one] as const))('%s differs, as the page says', (_, known) => {
    const one = all.find((comparison) => name(comparison) === name(known))
    expect(one).toBeDefined()
    if (one === undefined) return
    expect(compare(one).from).not.toBe(1)
    if (known.like === undefined) return
    const { firstTheirs, firstOurs, from } = compare(one, known.like)
    expect(firstOurs).toBe(firstTheirs)
    expect(from).toBeLessThanOrEqual(firstTheirs + 1)
  })

  // After a change: node node_modules/vitest/vitest.mjs run packages/indicators/test/differences -u
  it('the page is up to date', async () => {
    await expect(differencesPage(all, DIFFERENCES)).toMatchFileSnapshot('../../../../docs/indicator-differences.md')
  })
})
