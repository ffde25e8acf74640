import { sharedText } from './shared-data.js'

/** One set of parameters that TA-Lib's reference values were made with. */
export interface TalibVariant {
  readonly params: Readonly<Record<string, number>>
  readonly outputs: readonly string[]
  readonly compatibility: string
}

/** The variants of a function in TA-Lib's default compatibility, by name. */
export function talibVariants(name: string): readonly (readonly [string, TalibVariant])[] {
  const { functions } = JSON.parse(sharedText('golden/talib/manifest.json')) as {
    readonly functions: Readonly<Record<string, { readonly variants: Readonly<Record<string, TalibVariant>> }>>
  }
  return Object.entries(functions[name]?.variants ?? {}).filter(([, { compatibility }]) => compatibility === 'default')
}

/** TA-Lib's parameters under our names; kinds of averages are numbers there and names here. */
export function ownParameters(
  { params: specs, talib }: { readonly params: object; readonly talib?: { readonly params: object } },
  theirs: Readonly<Record<string, number>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(talib?.params ?? {}).map(([mine, name]) => {
      const { choices } = (specs as Record<string, { readonly choices?: readonly string[] }>)[mine] ?? {}
      const value = theirs[name as string] as number
      return [mine, choices?.[value] ?? value]
    }),
  )
}
