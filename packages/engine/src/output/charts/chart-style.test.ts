import { expect, test } from 'vitest';
import { chartData } from './chart-data.test-helper.ts';
import { CHART_COLOURS, CHART_STYLE } from './chart-style.ts';
import { loadCharts } from './charts.ts';

/** WCAG 2.2, relative luminance. */
function luminanceOf(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const v = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminanceOf(a), luminanceOf(b)].sort((p, q) => p - q) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

test('whatever is written in a colour stands out from the ground, in light and in dark', () => {
  const pale = Object.entries(CHART_COLOURS).flatMap(([theme, { ink, soft, ground, series }]) =>
    [ink, soft, ...series].filter((colour) => contrast(colour, ground) < 4.5).map((colour) => `${theme} ${colour}`),
  );
  expect(pale).toEqual([]);
});

test('the style sets every property that a chart asks for, in both themes, and fetches nothing', async () => {
  const { progressionChart, fadeChart } = await loadCharts();
  const data = chartData(3);
  const asked = new Set(
    [...`${progressionChart(data.progression)}${fadeChart(data.fade)}`.matchAll(/var\((--chart-[\w-]+)/g)].map(([, name]) => name!),
  );
  const unset = [...asked].filter((name) => CHART_STYLE.split(`${name}:`).length !== 3);
  expect({ unset, some: asked.size > 5, foreign: /url\(|@import|https?:/.test(CHART_STYLE) }).toEqual({
    unset: [],
    some: true,
    foreign: false,
  });
});
