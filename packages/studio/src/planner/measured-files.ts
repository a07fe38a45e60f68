/** The raw data of a measurement, for who computes further. */
import type { Planning } from '@stubble/engine';
import { rootsOf } from './standing-roots.ts';

type Given = Pick<Planning, 'request' | 'calibrate' | 'measure' | 'plan'>;

/** As `stubble measure --json` prints it, and what it was measured on: the record, the roots that the program found, the notes. */
export function measurementJson({ measure, plan }: Given): string {
  const { xPx, yPx, widthUm, tipXPx, tipYPx, unit } = measure.follicles;
  const rounded = (values: Float64Array, digits: number): number[] => Array.from(values, (v) => Number(v.toFixed(digits)));
  const { measurement, notes, photo, scale, app } = plan.plan;
  const answer = {
    ...measurement,
    follicles: {
      xPx: rounded(xPx, 2),
      yPx: rounded(yPx, 2),
      widthUm: rounded(widthUm, 1),
      ...(tipXPx === undefined ? {} : { tipXPx: rounded(tipXPx, 2) }),
      ...(tipYPx === undefined ? {} : { tipYPx: rounded(tipYPx, 2) }),
      ...(unit === undefined ? {} : { unit: Array.from(unit) }),
    },
    scaleMethod: scale.method,
    photo,
    app,
    notes,
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}

const COLUMNS = ['root', 'photo_x_px', 'photo_y_px', 'width_um', 'unit', 'tip_x_px', 'tip_y_px', 'origin'];

/** A row a root; what is not known of it is left empty. */
export function rootsCsv(given: Given): string {
  const { widthUm, tipXPx, tipYPx, unit } = given.measure.follicles;
  const cell = (values: ArrayLike<number> | undefined, i: number, digits: number): string => {
    const value = values?.[i];
    return value === undefined || !Number.isFinite(value) ? '' : value.toFixed(digits);
  };
  const rows = rootsOf(given).map(({ xPx, yPx, origin }, i) =>
    [i + 1, xPx.toFixed(2), yPx.toFixed(2), cell(widthUm, i, 1), cell(unit, i, 0), cell(tipXPx, i, 2), cell(tipYPx, i, 2), origin].join(
      ',',
    ),
  );
  return `${[COLUMNS.join(','), ...rows].join('\n')}\n`;
}
