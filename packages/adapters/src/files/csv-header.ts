import { badParameter } from '@tapeline/core'
import { badCsv } from './csv-fault.js'
import type { CsvScanner } from './csv-scanner.js'

/** Where each role stands: 0-based field, -1 for a role that the file does not have. */
export type CsvLayout<Role extends string> = { readonly [role in Role]: number } & { readonly names: readonly string[] }

export interface CsvRoles<Role extends string> {
  /** Names of each role as exchanges and vendors write them: lower case, letters and digits only. */
  readonly names: { readonly [role in Role]: readonly string[] }
  readonly required: readonly Role[]
}

/** The user's own word on which column is what: a name in the header, or a 0-based position. */
export type CsvColumns<Role extends string> = { readonly [role in Role]?: string | number | undefined }

/** Finds the roles in the header that the scanner stands on; any doubt is a typed error, never a guess. */
export function readHeader<Role extends string>(
  scanner: CsvScanner,
  roles: CsvRoles<Role>,
  columns: CsvColumns<Role>,
): CsvLayout<Role> {
  const names = Array.from({ length: scanner.fields }, (_, field) => scanner.text(field))
  refuseDuplicates(scanner, names)
  const layout = { names } as Record<string, unknown>
  const chosen = { ...dateAndTime(names, roles), ...columns }
  for (const role of Object.keys(roles.names) as Role[]) {
    const wanted = chosen[role]
    layout[role] =
      wanted === undefined ? find(scanner, names, role, roles, chosen) : locate(scanner, names, role, wanted)
  }
  return layout as CsvLayout<Role>
}

/** The layout of a file without a header, all by position. */
export function layoutByPosition<Role extends string>(
  roles: CsvRoles<Role>,
  columns: CsvColumns<Role>,
): CsvLayout<Role> {
  const layout = { names: [] } as Record<string, unknown>
  for (const role of Object.keys(roles.names) as Role[]) {
    const position = columns[role] ?? (roles.required.includes(role) ? undefined : -1)
    if (typeof position !== 'number' || !Number.isInteger(position) || position < -1 || position > 1023) {
      throw badParameter({
        owner: 'csv',
        parameter: `columns.${role}`,
        value: position,
        expected: 'a 0-based position, as the file has no header',
      })
    }
    layout[role] = position
  }
  return layout as CsvLayout<Role>
}

/** A `Date` beside a `Time` is one instant in two fields (MetaTrader and many others write so). */
function dateAndTime<Role extends string>(names: readonly string[], roles: CsvRoles<Role>): CsvColumns<Role> {
  const date = names.findIndex((name) => plain(name) === 'date')
  const time = names.findIndex((name) => plain(name) === 'time')
  return date < 0 || time < 0 || !('clock' in roles.names)
    ? {}
    : ({ time: date, clock: time } as unknown as CsvColumns<Role>)
}

function find<Role extends string>(
  scanner: CsvScanner,
  names: readonly string[],
  role: Role,
  roles: CsvRoles<Role>,
  columns: CsvColumns<Role>,
): number {
  const taken = new Set(
    Object.values(columns).map((wanted) =>
      typeof wanted === 'number' ? wanted : names.findIndex((name) => same(name, String(wanted))),
    ),
  )
  const known = roles.names[role]
  const candidates = names.flatMap((name, field) => (known.includes(plain(name)) && !taken.has(field) ? [field] : []))
  const [first, second] = candidates
  if (second !== undefined) {
    throw fault(
      scanner,
      second,
      names[second] ?? '',
      `one column for ${role}, but "${names[first ?? 0]}" and "${names[second]}" both could be it`,
      `Choose: columns: { ${role}: '${names[first ?? 0]}' }.`,
    )
  }
  if (first !== undefined) return first
  if (!roles.required.includes(role)) return -1
  throw badCsv({
    source: scanner.source,
    line: scanner.line,
    column: null,
    character: 1,
    found: scanner.record(),
    expected: `a header with a column for ${role} (${known.slice(0, 4).join(', ')}, ...)`,
    hint: hintForHeader(scanner.record(), role),
  })
}

function locate(scanner: CsvScanner, names: readonly string[], role: string, wanted: string | number): number {
  if (typeof wanted === 'number') {
    if (Number.isInteger(wanted) && wanted >= 0 && wanted < names.length) return wanted
    throw badParameter({
      owner: 'csv',
      parameter: `columns.${role}`,
      value: wanted,
      expected: `a 0-based position below ${names.length}`,
    })
  }
  const field = names.findIndex((name) => same(name, wanted))
  if (field >= 0) return field
  throw badParameter({
    owner: 'csv',
    parameter: `columns.${role}`,
    value: wanted,
    expected: `one of the columns of ${scanner.source}: ${names.join(', ')}`,
  })
}

function refuseDuplicates(scanner: CsvScanner, names: readonly string[]): void {
  const seen = new Set<string>()
  for (const [field, name] of names.entries()) {
    const key = name.toLowerCase()
    if (key !== '' && seen.has(key)) throw fault(scanner, field, name, 'a name that no other column has')
    seen.add(key)
  }
}

function fault(scanner: CsvScanner, field: number, found: string, expected: string, hint?: string): Error {
  const character = scanner.character(scanner.starts[field] as number)
  return badCsv({
    source: scanner.source,
    line: scanner.line,
    column: field + 1,
    columnName: found,
    character,
    found,
    expected,
    hint,
  })
}

function hintForHeader(record: string, role: string): string {
  if (/^\s*<(!doctype|html|\?xml)/i.test(record)) return 'This is a web page: the download went wrong.'
  if (/^\s*[[{]/.test(record)) return 'This is JSON.'
  if (/^[\s\d.,;:TZ"'+-]+$/.test(record))
    return 'The file seems to have no header: pass header: false and columns by position.'
  return `Name it: columns: { ${role}: 'its name' }.`
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.trim().toLowerCase()
}

/** `Adj Close**`, `<CLOSE>` and `close_time` without what varies between exporters. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}
