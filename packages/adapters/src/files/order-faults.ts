import type { TapelineError } from '@tapeline/core'
import { badCsv } from './csv-fault.js'

/** A row that is older than the one before it, in a file that was to be in order. */
export function unsorted(source: string, line: number, time: number, previous: number): TapelineError {
  return outOfPlace(
    source,
    line,
    time,
    `a time after that of the row before (${iso(previous)})`,
    'Pass sort: true to have the rows sorted.',
  )
}

/** Two bars of the same time, where that was not allowed. */
export function duplicated(source: string, line: number, time: number): TapelineError {
  return outOfPlace(
    source,
    line,
    time,
    'a time that no other bar has',
    "Pass duplicates: 'last' to keep the last bar of each time.",
  )
}

function outOfPlace(source: string, line: number, time: number, expected: string, hint: string): TapelineError {
  return badCsv({ source, line, column: null, character: 1, found: iso(time), expected, hint })
}

function iso(time: number): string {
  return new Date(time).toISOString()
}
