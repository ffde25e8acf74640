import { describe, expect, it } from 'vitest'
import { STYLE, TEAR_SHEET_STYLE_HASH } from '../../../src/report/tear-sheet/style.js'

describe('the style sheet', () => {
  it('has the hash by which the page allows it', async () => {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(STYLE))
    expect(TEAR_SHEET_STYLE_HASH).toBe(`sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`)
  })

  it('loads nothing', () => {
    expect(STYLE).not.toMatch(/url\(|@import|https?:|<\//)
  })
})
