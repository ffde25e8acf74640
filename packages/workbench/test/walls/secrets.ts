import { objections, type TrackedFile } from './tracked-files.js'

/** Shapes of keys that their issuers publish, so that they can be found. */
const SHAPES: readonly (readonly [string, RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['an AWS key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{40,})\b/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{30,}\b/],
  ['a Slack token', /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/],
  ['a Stripe key', /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}\b/],
  ['a Google key', /\bAIza[0-9A-Za-z_-]{35}\b/],
  ['a Telegram bot token', /\b\d{8,10}:[A-Za-z0-9_-]{35}\b/],
  ['a JSON web token', /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/],
  ['a password in an address', /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"'`${}]+:(?!secret@|password@)[^\s/@"'`${}]{6,}@/],
  [
    'a value named as a secret',
    /(?:secret|passw(?:or)?d|api_?key|access_?token|private_?key)["']?\s*[:=]\s*["'`](?=[^"'`]*\d)[^"'`\s${}]{16,}["'`]/i,
  ],
]

/** Exchange keys have no shape: 32 or more random letters and digits. */
const TOKEN = /[A-Za-z0-9]{32,}/g
const LEAST_BITS_A_CHARACTER = 4

/** Files full of hashes that everyone may know. */
const PUBLIC_HASHES = ['pnpm-lock.yaml']

/** Lines that look as if they carried a key. A line that must look so says `not a secret: why`. */
export function secretsIn(files: readonly TrackedFile[]): string[] {
  return objections(files, (line, { path }) => {
    if (/not a secret: \S/.test(line)) return null
    const shape = SHAPES.find(([, pattern]) => pattern.test(line))
    if (shape !== undefined) return `looks like ${shape[0]}. Take it out, revoke it, and read it from the environment.`
    if (PUBLIC_HASHES.includes(path)) return null
    const random = (line.match(TOKEN) ?? []).find(isRandom)
    return random === undefined
      ? null
      : `"${random.slice(0, 6)}..." looks like a random key. Take it out, or say on the line: not a secret: why.`
  })
}

/** Upper and lower case and digits mixed, and as many different characters as chance gives. */
function isRandom(token: string): boolean {
  return (
    /[a-z]/.test(token) &&
    /[A-Z]/.test(token) &&
    (token.match(/\d/g)?.length ?? 0) >= 3 &&
    bitsPerCharacter(token) >= LEAST_BITS_A_CHARACTER
  )
}

function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  return [...counts.values()].reduce((bits, count) => bits - (count / text.length) * Math.log2(count / text.length), 0)
}
