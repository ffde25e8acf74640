/** Prints one line; `ok` or `FAIL` where there is a limit to hold, and then the whole run ends with a failure too. */
export function report(text, value, relation, limit) {
  if (limit === null || limit === undefined) return console.log(`     ${text}`)
  const holds = relation === '<=' ? value <= limit : value >= limit
  if (!holds) process.exitCode = 1
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${text} (${relation} ${limit})`)
}
