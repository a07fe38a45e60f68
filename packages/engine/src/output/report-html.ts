/**
 * Markup as a type. Whatever stands in `${…}` of an `html` template is escaped unless it is `Html` itself, so that
 * a note, a needle name or a landmark from a stranger's plan can only ever be text.
 */
declare const markup: unique symbol;

/** Finished markup: only `html` and `trusted` make it. */
export interface Html {
  readonly [markup]?: never;
  readonly markup: string;
}

export type Child = string | number | Html | readonly Child[] | null;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Control characters and lone surrogates are not allowed in HTML; overrides of the text direction can disguise what a line says. */
const UNFIT = /[^\P{Cc}\n\t]|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/gu;

function escaped(text: string): string {
  return text.replace(UNFIT, '\ufffd').replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

function markupOf(child: Child): string {
  if (child === null) return '';
  if (typeof child === 'string' || typeof child === 'number') return escaped(String(child));
  return 'markup' in child ? child.markup : child.map(markupOf).join('');
}

export function html(strings: TemplateStringsArray, ...children: readonly Child[]): Html {
  let text = strings[0]!;
  for (const [i, child] of children.entries()) text += markupOf(child) + strings[i + 1]!;
  return { markup: text };
}

/** For the constants of this folder (style sheet, script), never for anything that comes out of a plan. */
export function trusted(markupOfOurs: string): Html {
  return { markup: markupOfOurs };
}

/** "a, b and c" is left to the writer; this joins with markup between, e.g. line breaks. */
export function joined(parts: readonly Child[], between: Html): Html {
  return html`${parts.flatMap((part, i) => (i === 0 ? [part] : [between, part]))}`;
}
