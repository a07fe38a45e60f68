/**
 * The charts, fetched when they are first wanted. Plot and the document under it weigh half as much again as the rest of the engine, and a page
 * that plans needs them last: so nothing imports a chart statically but this file's types.
 */
import type { accumulationChart } from './accumulation-chart.ts';
import type { comparisonChart, progressionChart } from './course-charts.ts';
import type { doseChart } from './dose-chart.ts';
import type { fadeChart } from './fade-chart.ts';
import type { healingChart } from './healing-chart.ts';
import type { costChart, reachChart, refreshCalendar } from './range-charts.ts';

/** Each draws one `<svg>` as text, for WIDE_PX unless told another width. */
export interface Charts {
  readonly fadeChart: typeof fadeChart;
  readonly healingChart: typeof healingChart;
  readonly refreshCalendar: typeof refreshCalendar;
  readonly accumulationChart: typeof accumulationChart;
  readonly progressionChart: typeof progressionChart;
  readonly comparisonChart: typeof comparisonChart;
  readonly costChart: typeof costChart;
  readonly reachChart: typeof reachChart;
  readonly doseChart: typeof doseChart;
}

/** Rejects only where the page cannot fetch its own files. */
export async function loadCharts(): Promise<Charts> {
  const [fade, healing, ranges, accumulation, courses, dose] = await Promise.all([
    import('./fade-chart.ts'),
    import('./healing-chart.ts'),
    import('./range-charts.ts'),
    import('./accumulation-chart.ts'),
    import('./course-charts.ts'),
    import('./dose-chart.ts'),
  ]);
  return {
    fadeChart: fade.fadeChart,
    healingChart: healing.healingChart,
    refreshCalendar: ranges.refreshCalendar,
    accumulationChart: accumulation.accumulationChart,
    progressionChart: courses.progressionChart,
    comparisonChart: courses.comparisonChart,
    costChart: ranges.costChart,
    reachChart: ranges.reachChart,
    doseChart: dose.doseChart,
  };
}
