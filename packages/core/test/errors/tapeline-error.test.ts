import { describe, expect, it } from 'vitest'
import { isTapelineError, TapelineError } from '../../src/errors/index.js'

describe('TapelineError', () => {
  it('ends its message with the hint, and keeps facts and cause', () => {
    const cause = new Error('ECONNRESET')
    const error = new TapelineError('The feed was lost after 3 rows.', {
      code: 'FEED_LOST',
      hint: 'Connect again.',
      retryable: true,
      details: { rows: 3 },
      cause,
    })
    expect(error).toMatchObject({
      name: 'TapelineError',
      message: 'The feed was lost after 3 rows. Connect again.',
      code: 'FEED_LOST',
      hint: 'Connect again.',
      retryable: true,
      details: { rows: 3 },
      cause,
    })
    expect(error).toBeInstanceOf(Error)
  })

  it('is not retryable, without details, hint or cause unless it says so', () => {
    const error = new TapelineError('No.', { code: 'NO' })
    expect([error.message, error.hint, error.retryable, error.details, 'cause' in error]).toEqual([
      'No.',
      undefined,
      false,
      {},
      false,
    ])
  })
})

describe('isTapelineError', () => {
  it('knows an error of another copy of the library by what it carries', () => {
    const foreign = Object.assign(new Error('No.'), { code: 'NO', retryable: false })
    expect([isTapelineError(foreign), isTapelineError(foreign, 'NO'), isTapelineError(foreign, 'YES')]).toEqual([
      true,
      true,
      false,
    ])
  })

  it('takes nothing else for one', () => {
    // Node's own errors carry a code as well.
    const ofNode = Object.assign(new Error('no such file'), { code: 'ENOENT' })
    for (const other of [ofNode, new Error('x'), { code: 'NO', retryable: false }, 'NO', null, undefined]) {
      expect(isTapelineError(other)).toBe(false)
    }
  })
})
