/** A piece of HTML or SVG that is safe to place: everything that came from outside was escaped. */
export interface Markup {
  readonly markup: string
}

export type MarkupPart = Markup | string | number | readonly Markup[] | null

/**
 * Template of HTML: strings and numbers put into it are text, whatever they hold; only {@link Markup} is taken as it is.
 * Line breaks of the template are not part of the page.
 */
export function markup(parts: TemplateStringsArray, ...values: readonly MarkupPart[]): Markup {
  let page = onOneLine(parts[0] ?? '')
  for (const [i, value] of values.entries()) page += place(value) + onOneLine(parts[i + 1] ?? '')
  return { markup: page }
}

/** Cuts a name or a sentence from outside to a length that a page can bear. */
export function clip(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text
}

function onOneLine(part: string): string {
  if (!part.includes('\n')) return part
  return part
    .replace(/^\n\s*$/, '')
    .replace(/>\n\s*/g, '>')
    .replace(/\n\s*</g, '<')
    .replace(/\n\s*/g, ' ')
}

function place(value: MarkupPart): string {
  if (value === null) return ''
  if (typeof value === 'string') return escape(value)
  if (typeof value === 'number') return String(value)
  if ('markup' in value) return value.markup
  return value.map((part) => part.markup).join('')
}

function escape(text: string): string {
  return text.replace(UNPRINTABLE, '\uFFFD').replace(/[&<>"']/g, (letter) => ENTITIES[letter] as string)
}

/** Control characters, halves of surrogate pairs, and the marks that turn the direction of everything after them. */
const UNPRINTABLE = /[\p{Cs}\0-\x08\x0B-\x1F\x7F-\x9F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
