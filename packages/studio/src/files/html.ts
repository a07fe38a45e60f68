/** Markup as a type: whatever stands in `${…}` of an `html` template is escaped unless it is `Html` itself. */
export interface Html {
  readonly markup: string;
}

export type Child = string | number | Html | readonly Child[] | null;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Control characters and lone surrogates are not allowed in HTML; overrides of the text direction can disguise what a line says. */
const UNFIT = /[^\P{Cc}\n\t]|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/gu;

export function html(strings: TemplateStringsArray, ...children: readonly Child[]): Html {
  let markup = strings[0] ?? '';
  for (const [i, child] of children.entries()) markup += markupOf(child) + strings[i + 1];
  return { markup };
}

/** For constants of this folder only. */
export function trusted(markup: string): Html {
  return { markup };
}

function markupOf(child: Child): string {
  if (child === null) return '';
  if (typeof child === 'string' || typeof child === 'number') return escaped(String(child));
  return 'markup' in child ? child.markup : child.map(markupOf).join('');
}

function escaped(text: string): string {
  return text.replace(UNFIT, '\ufffd').replace(/[&<>"']/g, (character) => ENTITIES[character]);
}
