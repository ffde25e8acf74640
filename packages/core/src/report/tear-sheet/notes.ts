import type { RunRecord } from '../run-record.js'
import { clip, markup, type Markup } from './markup.js'

const MOST = 30

/** What the reader should know before believing the figures. */
export function warningsNote({ warnings }: RunRecord): Markup | null {
  if (warnings.length === 0) return null
  return markup`<aside class="warnings" role="note" aria-label="Warnings">
    <h2>Before you believe it</h2>
    <ul>
      ${warnings.slice(0, MOST).map((warning) => markup`<li>${clip(warning, 400)}</li>`)}
    </ul>
    ${rest(warnings.length)}
  </aside>`
}

/** The choices that made the result what it is. */
export function policiesTable({ policies }: RunRecord): Markup | null {
  if (policies.length === 0) return null
  return markup`<section>
    <h2>Policies that made this result</h2>
    <table class="figures policies">
      <thead>
        <tr>
          <th scope="col">Policy and meaning</th>
          <th scope="col">Chosen</th>
        </tr>
      </thead>
      <tbody>
        ${policies.slice(0, MOST).map(
          ({ name, value, meaning }) =>
            markup`<tr>
              <th scope="row">${clip(name, 80)}<small>${clip(meaning, 400)}</small></th>
              <td>${clip(value, 120)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${rest(policies.length)}
  </section>`
}

function rest(count: number): Markup | null {
  return count > MOST ? markup`<p class="note">and ${count - MOST} more</p>` : null
}
