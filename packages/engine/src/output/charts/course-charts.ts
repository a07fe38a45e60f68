/** Courses of coverage by hair and ink over the years, as small multiples: by region and treatment, and by option. */
import { type Markish, text } from '@observablehq/plot';
import type { Estimate } from '../../estimate.ts';
import { endLabels, inLines, textWidthPx } from './end-labels.ts';
import { band, course, GROUND, isNarrow, NOTHING, type Plane, pointsIn, SOFT, type Stroke, strokeOf, WIDE_PX } from './frame.ts';
import { multiples } from './multiples.ts';
import { plotSvg } from './plot.ts';
import { inPercent, nearest, saidShare } from './words.ts';

export interface TreatmentCourse {
  readonly treatment: string;
  readonly series: readonly { readonly atYears: number; readonly coverage: Estimate }[];
}

export interface RegionCourses {
  readonly name: 'front' | 'top' | 'crown';
  readonly courses: readonly TreatmentCourse[];
}

const REGIONS: Readonly<Record<RegionCourses['name'], string>> = { front: 'Front', top: 'Top', crown: 'Crown' };
const NOTHING_DONE = /^(none|nothing|no treatment|untreated)$/i;

/**
 * Coverage by hair against years: a panel a region, a line a treatment, the 80 % band of doing nothing.
 * @param groups coverage as shares; every group with the same treatments in the same order
 * @returns SVG text, see plotSvg
 */
export function progressionChart({ groups }: { readonly groups: readonly RegionCourses[] }, widthPx: number = WIDE_PX): string {
  const all = groups.flatMap(({ courses }) => courses);
  if (!all.some(({ series }) => series.length > 0)) throw new RangeError('nothing to draw');
  const narrow = isNarrow(widthPx);
  const names = [...new Set(all.map(({ treatment }) => treatment))];
  const treated = names.filter((name) => !NOTHING_DONE.test(name));
  const strokes = (name: string): Stroke => (NOTHING_DONE.test(name) ? NOTHING : strokeOf(treated.indexOf(name)));
  const years = Math.max(1, ...all.flatMap(({ series }) => series.map(({ atYears }) => atYears)));
  const shown = all.flatMap(({ treatment, series }) =>
    series.map(({ coverage }) => inPercent(coverage)[NOTHING_DONE.test(treatment) ? 'high' : 'value']),
  );
  const drawCourses = (courses: readonly TreatmentCourse[], labelled: boolean, plane: Plane): readonly Markish[] => {
    const lines = courses
      .filter(({ series }) => series.length > 0)
      .map(({ treatment, series }) => ({
        treatment,
        stroke: strokes(treatment),
        points: pointsIn(
          plane,
          series.map(({ atYears, coverage }) => ({ ...inPercent(coverage), at: atYears })),
        ),
      }));
    const ends = lines.map(({ treatment, stroke, points }) => ({ name: treatment, value: points.at(-1)!.value, colour: stroke.colour }));
    return [
      ...lines.filter(({ treatment }) => NOTHING_DONE.test(treatment)).map(({ points }) => band(points, SOFT, 0.2)),
      ...lines.map(({ stroke, points }) => course(points, stroke, 2)),
      ...(labelled ? endLabels(ends, plane) : []),
    ];
  };
  const widestPx = 22 + Math.min(narrow ? 92 : 140, Math.max(...names.map((name) => textWidthPx(name, true))));
  const { panels, heightPx } = multiples(
    groups.map(({ name, courses }, i) => ({
      title: REGIONS[name],
      marks: (plane) => drawCourses(courses, narrow || i === groups.length - 1, plane),
    })),
    {
      widthPx,
      columns: narrow ? 1 : Math.max(1, groups.length),
      plotPx: narrow ? 160 : 220,
      titleLines: 1,
      labelPx: widestPx,
      x: [0, years],
      xTitle: 'years from now',
      yTitle: 'Scalp covered by hair, %',
      y: [0, Math.min(100, 1.06 * Math.max(...shown))],
    },
  );
  const spoken = groups.map(({ name, courses }) => {
    const each = courses
      .filter(({ series }) => series.length > 0)
      .map(
        ({ treatment, series }) =>
          `${treatment} from ${saidShare(series[0]!.coverage)} to ${saidShare(nearest(series, ({ atYears }) => atYears, years).coverage)}`,
      );
    return `${REGIONS[name]}: ${each.join('; ')}.`;
  });
  return plotSvg({
    name: 'progression-chart',
    title: 'Coverage by hair over the years, by region and treatment',
    desc: `Forecast of a model over ${Math.round(years)} years, with 80 % intervals; the band is that of doing nothing. ${spoken.join(' ')}`,
    widthPx,
    heightPx,
    panels,
  });
}

/**
 * Coverage year by year: a panel an option on one scale, with the course of doing nothing in each as a grey line.
 * @param options coverage as shares, entry i after i years. Doing nothing is the option named so, else the first, and has no panel of its own.
 * @returns SVG text, see plotSvg
 */
export function comparisonChart(
  { options }: { readonly options: readonly { readonly name: string; readonly coverageByYear: readonly Estimate[] }[] },
  widthPx: number = WIDE_PX,
): string {
  const nothing = options.find(({ name }) => NOTHING_DONE.test(name)) ?? options[0];
  if (nothing === undefined || options.some(({ coverageByYear }) => coverageByYear.length === 0)) throw new RangeError('nothing to draw');
  const narrow = isNarrow(widthPx);
  const others = options.length === 1 ? options : options.filter((option) => option !== nothing);
  const columns = Math.min(others.length, narrow ? 2 : 3);
  const years = Math.max(1, ...options.map(({ coverageByYear }) => coverageByYear.length - 1));
  const highest = Math.max(...options.flatMap(({ coverageByYear }) => coverageByYear.map((coverage) => inPercent(coverage).high)));
  const series = (plane: Plane, coverageByYear: readonly Estimate[]) =>
    pointsIn(
      plane,
      coverageByYear.map((coverage, at) => ({ ...inPercent(coverage), at })),
    );
  const titlePx = (narrow ? 132 : 196) - 12;
  const titles = others.map(({ name }) => inLines(name, titlePx, narrow ? 3 : 2));
  const { panels, heightPx } = multiples(
    others.map(({ coverageByYear }, i) => ({
      title: titles[i]!,
      marks: (plane) => {
        const points = series(plane, coverageByYear);
        const grey = series(plane, nothing.coverageByYear);
        return [
          band(points, strokeOf(0).colour, 0.22),
          course(grey, NOTHING, 2),
          course(points, strokeOf(0)),
          ...(i === 0 ? nothingLabel(nothing.name, grey.at(-1)!, plane) : []),
        ];
      },
    })),
    {
      widthPx,
      columns,
      plotPx: narrow ? 110 : 130,
      titleLines: Math.max(...titles.map((title) => title.split('\n').length)),
      labelPx: 0,
      x: [0, years],
      xTitle: 'years',
      yTitle: 'Scalp that looks covered, %',
      y: [0, Math.min(100, 1.04 * highest)],
    },
  );
  const spoken = options.map(({ name, coverageByYear }) => {
    const [first, last] = [coverageByYear[0]!, coverageByYear.at(-1)!];
    return `${name}: ${saidShare(first)} at first, ${saidShare(last)} after ${coverageByYear.length - 1} years.`;
  });
  return plotSvg({
    name: 'comparison-chart',
    title: 'Coverage over the years, option by option, in per cent',
    desc: `Forecast of a model, with 80 % intervals; the dotted line in each panel is “${nothing.name}”. ${spoken.join(' ')}`,
    widthPx,
    heightPx,
    panels,
  });
}

function nothingLabel(name: string, { at, value }: { readonly at: number; readonly value: number }, plane: Plane): readonly Markish[] {
  const above = value < plane.y[1] / 5;
  return [
    text([name], {
      x: at,
      y: value,
      text: (words: string) => words,
      textAnchor: 'end',
      lineAnchor: above ? 'bottom' : 'top',
      dy: above ? -7 : 7,
      fill: SOFT,
      stroke: GROUND,
      strokeWidth: 4,
    }),
  ];
}
