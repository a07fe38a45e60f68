/** What a page needs for the charts, apart from them: it can be had without fetching what draws. */

/** Widths for which charts are drawn: a page, and a telephone or a side column. Text is 13 px at either. */
export const WIDE_PX = 660;
export const NARROW_PX = 312;

/**
 * Colours in light and dark; a page with other tokens sets the same properties itself. Every colour stands out from the ground by 4.5 to 1 at
 * least (tested), as names are written in it, too; blue, orange, green and so on differ in lightness as well, and each goes with a dash of its own.
 */
export const CHART_COLOURS = {
  light: {
    ink: '#1e1d1a',
    soft: '#5d5a52',
    line: '#e2ded3',
    ground: '#fbfaf6',
    series: ['#1a5f8f', '#a8480a', '#0b6e58', '#8a3a7e', '#6d5a00', '#46505a'],
  },
  dark: {
    ink: '#ece9e1',
    soft: '#aca89d',
    line: '#34332e',
    ground: '#171715',
    series: ['#7dbbea', '#f0a15f', '#6fcdb0', '#dc9fd2', '#d9c35b', '#b4bec8'],
  },
} as const;

function properties({ ink, soft, line, ground, series }: (typeof CHART_COLOURS)['light' | 'dark']): string {
  const hues = series.map((hue, i) => `--chart-${i + 1}: ${hue};`).join(' ');
  return `--chart-ink: ${ink}; --chart-soft: ${soft}; --chart-line: ${line}; --chart-ground: ${ground}; ${hues}`;
}

/**
 * Style of the report's charts. Put both widths into one `<div class="chart-frame">`: its width tells which is seen, so that text is never
 * smaller than 12 px.
 */
export const CHART_STYLE = `
.chart-frame { ${properties(CHART_COLOURS.light)} container-type: inline-size; max-inline-size: 42rem; color: var(--chart-ink); }
@media screen and (prefers-color-scheme: dark) { .chart-frame { ${properties(CHART_COLOURS.dark)} } }
.chart-frame .drawn { display: block; inline-size: 100%; block-size: auto; overflow: visible; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.chart-frame .drawn.narrow { display: none; max-inline-size: 26rem; }
@container (max-width: 609.9px) { .chart-frame .drawn.wide { display: none; } .chart-frame .drawn.narrow { display: block; } }
`;
