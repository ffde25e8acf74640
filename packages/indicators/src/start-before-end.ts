import { badParameter } from '@tapeline/core'

/** A window starts before it ends: t1 and t2 count back from now. */
export function startBeforeEnd(owner: string, t1: number, t2: number): void {
  if (t1 <= t2)
    throw badParameter({
      owner,
      parameter: 't1',
      value: t1,
      expected: `more seconds before now than t2, which is ${t2}`,
    })
}
