import type { BookRule, DeltaVerdict } from '../book-rule.js'

/** Deltas without numbers: each one is taken to follow, and a loss goes unseen. For venues that give no better. */
export const unsequenced: BookRule = /* @__PURE__ */ Object.freeze({
  name: 'unsequenced',
  isSequenced: false,
  first: follows,
  next: follows,
})

function follows(): DeltaVerdict {
  return 'follows'
}
