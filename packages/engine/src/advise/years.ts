/** A plan's figures in each of the years, at all ends of the band, for one course of loss after the other. */
import { steadyExp } from '../steady-math.ts';
import type { Course, End, TerminalLoss } from './course.ts';
import { type Figures, laterYears } from './figures.ts';
import type { HeadGrid } from './head-grid.ts';
import type { Ink } from './ink.ts';
import { YEARS, type YearFigures } from './regret.ts';
import type { Person } from './stage.ts';

/** Share of hair that has greyed: half at 63 years, a fifth at 50 [A], and ten years sooner or later in others [A]. */
const GREY = { halfAtYears: 63, breadthYears: 9, othersYears: 10 };

/** @returns figures in the order of YEARS for what a model of loss says */
export function figuresOf(grid: HeadGrid, { ageYears }: Person, course: Course, ink: Ink): (loss: TerminalLoss) => readonly YearFigures[] {
  const later = laterYears(grid, ink, course.today);
  const shift = { least: -GREY.othersYears, likely: 0, most: GREY.othersYears };
  return (loss) =>
    YEARS.map((year) => {
      const figures = (end: End): Figures => {
        const age = ageYears.value + shift[end];
        return later.at(course.shareAt(loss, year, end), (1 - greyShare(age + year)) / (1 - greyShare(age)));
      };
      return { least: figures('least'), likely: figures('likely'), most: figures('most') };
    });
}

function greyShare(ageYears: number): number {
  return 1 / (1 + steadyExp((GREY.halfAtYears - ageYears) / GREY.breadthYears));
}
