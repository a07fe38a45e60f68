/** Numbers, notes and tables for people at a terminal. */
import type { Estimate, Note } from '@stubble/engine';

/** "63 (58 to 69) px/mm"; "not measured" for null. */
export function estimateText(estimate: Estimate | null): string {
  if (estimate === null) return 'not measured';
  const { value, low, high, unit } = estimate;
  if (unit === 'share') return `${percent(value)} (${percent(low)} to ${percent(high)}) %`;
  const digits = Math.max(0, Math.min(2, 2 - Math.floor(Math.log10(Math.max(Math.abs(value), 1e-9)))));
  const shown = (v: number): string => v.toFixed(digits);
  return `${shown(value)} (${shown(low)} to ${shown(high)}) ${UNIT_TEXT[unit] ?? unit}`;
}

const UNIT_TEXT: Readonly<Record<string, string>> = {
  mm2: 'mm²',
  cm2: 'cm²',
  '1/cm2': 'per cm²',
  um: 'µm',
  degrees: '°',
  h: 'h',
  CIEDE2000: 'ΔE00',
};

function percent(share: number): string {
  return (share * 100).toFixed(0);
}

/** Two columns, the left one as wide as its widest. */
export function rows(entries: readonly (readonly [string, string])[]): string {
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join('\n');
}

const SEVERITY_TEXT: Readonly<Record<Note['severity'], string>> = { refusal: 'not done', warning: 'warning', info: 'note' };

export function notesText(notes: readonly Note[]): string {
  const order: readonly Note['severity'][] = ['refusal', 'warning', 'info'];
  return order
    .flatMap((severity) => notes.filter((note) => note.severity === severity))
    .map((note) => `  ${SEVERITY_TEXT[note.severity]}: ${note.message}`)
    .join('\n');
}
