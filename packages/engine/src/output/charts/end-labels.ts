/** Names at the ends of lines, in place of a legend. */
import { link, type Markish, text } from '@observablehq/plot';
import { type Plane, xPerPx, yPerPx } from './frame.ts';

/** Mean width of a letter in bold, of 13 px. */
const LETTER_PX = 7.4;

/** Width of text of 13 px, roughly: there is no font to measure with, so it is taken on the wide side. */
export function textWidthPx(words: string, bold = false): number {
  return words.length * (bold ? LETTER_PX : 6.9);
}

/** Breaks words into at most so many lines of a width, as even as may be; what does not fit ends in an ellipsis. */
export function inLines(words: string, widthPx: number, mostLines = 2): string {
  const widest = Math.max(4, Math.floor(widthPx / LETTER_PX));
  for (let count = 1; count <= mostLines; count++)
    for (let most = 4; most <= widest; most++) {
      const lines = wrapped(words, most);
      if (lines.length === count && lines.every((line) => line.length <= most)) return lines.join('\n');
    }
  const lines = wrapped(words, widest);
  const kept = [...lines.slice(0, mostLines - 1), lines.slice(mostLines - 1).join(' ')].filter((line) => line !== '');
  return kept.map((line) => (line.length > widest ? `${line.slice(0, widest - 1).trimEnd()}…` : line)).join('\n');
}

function wrapped(words: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words.split(/\s+/)) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= most) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

export interface End {
  readonly name: string;
  readonly value: number;
  readonly colour: string;
}

const LINE_PX = 15;
const LEADER_PX = 14;

/** The names of lines right of their ends, moved apart where they would lie over each other and then led to by a thin line. */
export function endLabels(ends: readonly End[], plane: Plane): readonly Markish[] {
  const room = plane.marginPx.right - LEADER_PX - 4;
  const named = [...ends].sort((a, b) => a.value - b.value).map((end) => ({ ...end, words: inLines(end.name, room) }));
  const heights = named.map(({ words }) => words.split('\n').length * LINE_PX * yPerPx(plane));
  const places = spreadOut(
    named.map(({ value }) => value),
    heights,
    plane.y,
  );
  const [from, to] = [plane.x[1] + 3 * xPerPx(plane), plane.x[1] + (LEADER_PX - 3) * xPerPx(plane)];
  const labels = named.map((end, i) => ({ ...end, place: places[i]! }));
  return [
    link(labels, { x1: from, x2: to, y1: 'value', y2: 'place', stroke: (label: End) => label.colour, strokeWidth: 1, strokeOpacity: 0.7 }),
    ...labels.map(({ words, place, colour }) =>
      text([words], {
        x: plane.x[1] + LEADER_PX * xPerPx(plane),
        y: place,
        text: (line: string) => line,
        textAnchor: 'start',
        fill: colour,
        fontWeight: 600,
        lineHeight: LINE_PX / 13,
      }),
    ),
  ];
}

/**
 * Places nearest to the wished ones (ascending) at which things of these heights do not overlap, within a range where they fit: neighbours that
 * would are pooled at their mean (isotonic regression by pooling adjacent violators).
 */
export function spreadOut(wished: readonly number[], heights: readonly number[], [from, to]: readonly [number, number]): readonly number[] {
  const offsets: number[] = [];
  for (const [i, height] of heights.entries()) offsets.push(i === 0 ? 0 : offsets[i - 1]! + (heights[i - 1]! + height) / 2);
  const pools: { sum: number; count: number }[] = [];
  for (const [i, value] of wished.entries()) {
    let pool = { sum: value - offsets[i]!, count: 1 };
    for (let last = pools.at(-1); last !== undefined && last.sum / last.count > pool.sum / pool.count; last = pools.at(-1)) {
      pools.pop();
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
    }
    pools.push(pool);
  }
  const lowest = from + (heights[0] ?? 0) / 2;
  const highest = to - (heights.at(-1) ?? 0) / 2 - (offsets.at(-1) ?? 0);
  return pools
    .flatMap(({ sum, count }) => Array.from({ length: count }, () => Math.max(lowest, Math.min(highest, sum / count))))
    .map((place, i) => place + offsets[i]!);
}
