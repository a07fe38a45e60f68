/** `stubble hairloss`: the client's own hair in each region through the years, as a model sees it. */
import { type Estimate, type HairLossYear, hairLoss, ok, type RegionLoss, type Result } from '@stubble/engine';
import type { Answer } from './answer.ts';
import type { HairLossFlags } from './hairloss-options.ts';
import { notesText } from './text.ts';

export async function hairLossAnswer(_: string, flags: HairLossFlags): Promise<Result<Answer>> {
  const { sex, age, stage, variant, years, speed, treatment, stopAtYears, follicles, seed } = flags;
  const { regions, notes } = hairLoss({
    sex,
    ageYears: age,
    stage,
    years,
    speed,
    treatment,
    folliclesPerRegion: follicles,
    seed,
    variant,
    stopAtYears,
  });
  const scale = sex === 'male' ? 'Norwood' : 'Sinclair';
  const title = `${scale} ${stage}${variant === undefined ? '' : ` (${variant})`}, ${age} years old, ${speed} loss, treatment: ${treatment}`;
  return ok({
    json: { regions, notes },
    text: [
      `  ${title}; of what is there today`,
      table('visible hair, %', regions, years, ({ visibleCount }) => visibleCount),
      table('scalp hidden by lying hair, %', regions, years, ({ coverage }) => coverage),
      notesText(notes),
    ].join('\n\n'),
  });
}

/** Years that people ask for; the last one always. */
const MILESTONES = [1, 5, 10, 15, 20, 30, 40, 50];

/** A row a region: density today, then the figure with its band at the milestones. */
function table(name: string, regions: readonly RegionLoss[], years: number, figure: (year: HairLossYear) => Estimate): string {
  const shown = [...MILESTONES.filter((year) => year < years), ...(years > 0 ? [years] : [])];
  const lines = [
    [name, 'per cm² today', ...shown.map((year) => `${year} y`)],
    ...regions.map(({ region, hairsPerCm2Today, series }) => [
      region,
      hairsPerCm2Today.value.toFixed(0),
      ...shown.map((year) => bandText(figure(series[year]))),
    ]),
  ];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines
    .map((line) => `  ${line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  ')}`)
    .join('\n');
}

function bandText({ value, low, high }: Estimate): string {
  const percent = (share: number): string => (100 * share).toFixed(0);
  return `${percent(value)} (${percent(low)} to ${percent(high)})`;
}
