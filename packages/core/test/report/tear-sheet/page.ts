/** The first tag that is closed wrongly or never, or null: a page of ours is as strict as XML but for these. */
export function unclosedTag(page: string): string | null {
  const open: string[] = []
  for (const [tag, slash, name, selfClosed] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (selfClosed === '/' || name === 'meta') continue
    if (slash === '') open.push(name as string)
    else if (open.pop() !== name) return tag
  }
  return open.pop() ?? null
}

/** What a reader sees, without styles and tags. */
export function visibleText(page: string): string {
  return page
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}
