/** Notes as a list: what was not done first, each said once. */
import type { Plan } from '../document/schema.ts';
import type { Note } from '../note.ts';
import { type Html, html } from './report-html.ts';

const SEVERITIES = [
  { severity: 'refusal', label: 'Not done' },
  { severity: 'warning', label: 'Warning' },
  { severity: 'info', label: 'Note' },
] as const;

const keyOf = ({ code, message }: Note): string => `${code}\n${message}`;

/** @param said notes that stand elsewhere and are not said again */
export function notesList(notes: readonly Note[], said: readonly Note[] = []): Html | null {
  const seen = new Set(said.map(keyOf));
  const unique = notes.filter((note) => seen.size !== seen.add(keyOf(note)).size);
  if (unique.length === 0) return null;
  const sorted = SEVERITIES.flatMap(({ severity, label }) =>
    unique.filter((note) => note.severity === severity).map((note) => ({ ...note, label })),
  );
  return html`<ul class="notes">
${sorted.map(({ severity, label, message, code }) => html`<li class="note ${severity}"><strong class="label">${label}</strong> <span class="message">${sentence(message)}</span> <code>${code}</code></li>\n`)}</ul>`;
}

export function notesSection({ notes, measurement }: Plan): Html {
  return html`<section aria-labelledby="notes">
<h2 id="notes">Notes on this plan</h2>
${notesList([...notes, ...measurement.notes]) ?? html`<p class="none">There are none.</p>`}
</section>`;
}

/** "prices of 2024" → "Prices of 2024." */
export function sentence(text: string): string {
  const whole = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}
