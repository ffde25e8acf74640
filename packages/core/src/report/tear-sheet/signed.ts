/** A number's text with a true minus sign, as wide as a plus. */
export function signed(text: string): string {
  return text.replace(/^-/, '−')
}
