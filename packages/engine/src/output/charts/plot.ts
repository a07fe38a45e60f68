/**
 * Charts by Observable Plot over a document of linkedom, as text. All that touches either of them stands in this file.
 *
 * `linkedom/worker` is the entry in one piece, without the optional modules of Node that the main entry asks for: it serves Node, a page and
 * a worker alike. Plot's own style sheet is dropped and its numbers are rounded, so that the drawing asks for no style of its own under a
 * strict policy, and so that the same data give the same bytes.
 */
import { type PlotOptions, plot } from '@observablehq/plot';
import { DOMParser } from 'linkedom/worker';
import { html, trusted } from '../report-html.ts';

/** One plot of a drawing, its upper left corner in the drawing's px. */
export interface Panel {
  readonly atPx: readonly [x: number, y: number];
  readonly options: PlotOptions;
}

export interface Drawing {
  /** Class of the drawing, e.g. `fade-chart`. */
  readonly name: string;
  readonly title: string;
  /** The figures in words, for those who do not see the drawing. */
  readonly desc: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly panels: readonly Panel[];
}

/** What little of the document's interface is used here; the engine is compiled without that of a browser. */
interface Leaf {
  readonly attributes: Iterable<{ readonly name: string; value: string }>;
  removeAttribute(name: string): void;
}
interface Root extends Leaf {
  readonly innerHTML: string;
  querySelectorAll(selector: string): Iterable<Leaf & { remove(): void }>;
}

const TEXT_PX = 13;
const FONT = 'var(--sans, system-ui, sans-serif)';
/** Below this a chart is drawn for a narrow column. */
export const NARROW_BELOW_PX = 480;
/** Names may come from a stranger's file: what XML does not allow, and what turns the direction of text, is replaced. */
const UNFIT = /[^\P{Cc}\n\t]|\p{Cs}|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

/**
 * A whole `<svg>` element as text: well-formed both as XML and within HTML, without script, style sheet or reference to a file.
 * Colours are custom properties with `currentColor` behind them (chart-style.ts). Lengths are px at `widthPx`.
 */
export function plotSvg({ name, title, desc, widthPx, heightPx, panels }: Drawing): string {
  const parts = panels.map(({ atPx: [x, y], options }) => `<g transform="translate(${x},${y})">${plotted(options)}</g>`).join('');
  // by content, as one page may hold a chart twice, wide and narrow, and ids of a counter would change with the order of drawing
  const id = `${name}-${hashOf(`${widthPx} ${title} ${desc} ${parts}`)}`;
  const body = parts.replace(/plot-clip-\d+/g, `${id}-clip`);
  const shape = widthPx < NARROW_BELOW_PX ? 'narrow' : 'wide';
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="drawn ${name} ${shape}" viewBox="0 0 ${widthPx} ${heightPx}" width="${widthPx}" height="${heightPx}" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-desc" fill="currentColor" font-family="${FONT}" font-size="${TEXT_PX}" text-anchor="middle"><title id="${id}-title">${title}</title><desc id="${id}-desc">${desc}</desc>${trusted(body)}</svg>`.markup.replace(
    UNFIT,
    '\ufffd',
  );
}

function plotted(options: PlotOptions): string {
  const document = new DOMParser().parseFromString('<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml');
  const root = plot({ ...options, document: document as never }) as unknown as Root;
  for (const style of root.querySelectorAll('style')) style.remove();
  for (const element of root.querySelectorAll('*'))
    for (const attribute of [...element.attributes])
      if (attribute.name.startsWith('aria-')) element.removeAttribute(attribute.name);
      else attribute.value = rounded(attribute.value);
  return root.innerHTML;
}

function rounded(value: string): string {
  return value.replace(/-?\d+\.\d+(?:e[+-]?\d+)?|-?\d+e[+-]?\d+/g, (digits) => String(Number(Number(digits).toFixed(2)) + 0));
}

/** FNV-1a of the UTF-16 units. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}
