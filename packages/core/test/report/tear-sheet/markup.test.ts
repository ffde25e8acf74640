import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clip, markup } from '../../../src/report/tear-sheet/markup.js'

describe('markup', () => {
  it('W1: takes strings as text, in content and in attributes', () => {
    const hostile = `"><img src=x onerror='alert(1)'>&`
    expect(markup`<p title="${hostile}">${hostile}</p>`.markup).toBe(
      '<p title="&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;">&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;</p>',
    )
  })

  it('W1: leaves no letter that could end a text or an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(markup`${text}`.markup).not.toMatch(/[<>"'\0]|&(?!(amp|lt|gt|quot|#39);)/)
      }),
    )
  })

  it('W1: replaces control characters, lone surrogates and marks that turn the direction', () => {
    expect(markup`${'a\u202Eb\u0000c\uD800d\u2066e'}`.markup).toBe('a\uFFFDb\uFFFDc\uFFFDd\uFFFDe')
    expect(markup`${'עברית 株 📈'}`.markup).toBe('עברית 株 📈')
  })

  it('places markup and lists of it as they are, null as nothing, and forgets line breaks of the template', () => {
    const items = ['a', 'b'].map((item) => markup`<li>${item}</li>`)
    expect(
      markup`
      <ul class="x"
        id="y">
        ${items}
        ${null}
      </ul>
    `.markup,
    ).toBe('<ul class="x" id="y"><li>a</li><li>b</li></ul>')
  })

  it('clips long texts with an ellipsis', () => {
    expect(clip('abcdef', 4)).toBe('abc…')
    expect(clip('abcd', 4)).toBe('abcd')
  })
})
