/** Pictures and parts of a report for its tests, and what a reader sees of it. */
import { samplePlan } from '../document/sample-plan.test-helper.ts';
import { refreshBySun } from '../forecast/outlook.ts';
import { loadCharts } from './charts/charts.ts';
import type { ReportParts, ReportPictures } from './report.ts';

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
export const PICTURES: ReportPictures = {
  before: `data:image/png;base64,${PIXEL}`,
  fresh: `data:image/png;base64,AAAA${PIXEL}`,
  healed: `data:image/png;base64,BBBB${PIXEL}`,
  year5: `data:image/jpeg;base64,CCCC${PIXEL}`,
  widthPx: 300,
  heightPx: 400,
};

/** Without pictures of years and without a future. */
export const PARTS: ReportParts = { charts: await loadCharts(), strip: [], bySun: refreshBySun(samplePlan()), future: null, judged: null };

type Leaf = string | number | boolean | null;
export type Tree = Leaf | readonly Tree[] | { readonly [key: string]: Tree };

/** Copies a plan, letting `change` replace any value on the way down; the path is that of the value. */
export function changed(tree: Tree, change: (value: Tree, path: string) => Tree, path = ''): Tree {
  const replaced = change(tree, path);
  if (replaced !== tree || typeof tree !== 'object' || tree === null) return replaced;
  if (Array.isArray(tree)) return tree.map((item: Tree, i) => changed(item, change, `${path}[${i}]`));
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [key, changed(value, change, path === '' ? key : `${path}.${key}`)]),
  );
}

export function isEstimate(value: Tree): value is { value: number; low: number; high: number; unit: string } {
  return typeof value === 'object' && value !== null && 'low' in value && 'high' in value && 'unit' in value;
}

/** What a reader sees: without tags, style, script and entities. */
export function visibleText(page: string): string {
  return page
    .replace(/<(style|script)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}
