/** The thinning map: on the photo by a switch, and on the scalp chart here. */
import { type Plan, surfaceGeometry } from '@stubble/engine';
import { useEffect, useMemo, useRef } from 'react';
import { BANDS_RGB, LEAST_COS, mapPixels, type ThinningMap } from '../canvas/thinning.ts';
import { Toggle } from '../shell/parts/controls.tsx';
import { Hint, Section } from '../shell/parts/text.tsx';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { isUnreadable } from './measure-reasons.ts';

const text = words.measure.map;
/** CSS pixels across the chart. */
const CHART_PX = 176;

export function ThinningSection({ plan }: { readonly plan: Plan }) {
  const showMap = useStudio((state) => state.showMap);
  const set = useStudio((state) => state.set);
  const { thinning } = plan.measurement;
  return (
    <Section title={text.title}>
      {thinning === undefined || isUnreadable(plan) ? (
        <Hint>{text.none}</Hint>
      ) : (
        <>
          <Toggle label={text.show} hint={text.showHint} on={showMap} onChange={(on) => set({ showMap: on })} />
          <Chart plan={plan} map={thinning} />
          <Legend hasMoles={(plan.measurement.excluded?.moles.length ?? 0) > 0} hasFront={plan.design.hairlineMm.length > 1} />
        </>
      )}
    </Section>
  );
}

function Chart({ plan, map }: { readonly plan: Plan; readonly map: ThinningMap }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { xMm, yMm, widthMm, heightMm } = useMemo(() => seenPart(plan, map), [plan, map]);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const fine = devicePixelRatio;
    element.width = Math.round(CHART_PX * fine);
    element.height = Math.round((CHART_PX * fine * heightMm) / widthMm);
    const mmPerPx = widthMm / element.width;
    const { cosTiltAtChart } = surfaceGeometry(plan.surface);
    const chartAt = (x: number, y: number): [number, number] => [xMm + x * mmPerPx, yMm + y * mmPerPx];
    const pixels = mapPixels(map, { chartAt, cosTiltAtChart }, element.width, element.height, 255, fine);
    context.putImageData(new ImageData(pixels, element.width, element.height), 0, 0);
    drawFront(
      context,
      plan.design.hairlineMm.map(([x, y]): [number, number] => [(x - xMm) / mmPerPx, (y - yMm) / mmPerPx]),
      fine,
    );
  }, [plan, map, xMm, yMm, widthMm, heightMm]);
  return (
    <figure className="scalp-chart">
      <span className="scalp-chart-side">{text.right}</span>
      <span className="scalp-chart-middle">
        <canvas ref={canvas} role="img" aria-label={altOf(map)} style={{ aspectRatio: `${widthMm} / ${heightMm}` }} />
        <span>{text.face}</span>
      </span>
      <span className="scalp-chart-side">{text.left}</span>
      <figcaption className="visually-hidden">{text.chart}</figcaption>
    </figure>
  );
}

/** Dark under light, so that it is seen on every band. */
function drawFront(context: CanvasRenderingContext2D, line: readonly (readonly [number, number])[], finePx: number): void {
  context.beginPath();
  for (const [x, y] of line) context.lineTo(x, y);
  context.setLineDash([5 * finePx, 3 * finePx]);
  for (const [colour, widthPx] of [
    ['#000000', 3],
    ['#ffffff', 1.5],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = widthPx * finePx;
    context.stroke();
  }
}

interface Part {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** The least rectangle of the chart that holds all cells within the rim. */
function seenPart({ surface }: Plan, { cellMm, columns, rows, xMm0, yMm0 }: ThinningMap): Part {
  const { cosTiltAtChart } = surfaceGeometry(surface);
  const xs: number[] = [];
  const ys: number[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const [x, y] = [xMm0 + column * cellMm, yMm0 + row * cellMm];
      if (cosTiltAtChart(x + cellMm / 2, y + cellMm / 2) < LEAST_COS) continue;
      xs.push(x, x + cellMm);
      ys.push(y, y + cellMm);
    }
  if (xs.length === 0) return { xMm: xMm0, yMm: yMm0, widthMm: columns * cellMm, heightMm: rows * cellMm };
  const [xMm, yMm] = [Math.min(...xs), Math.min(...ys)];
  return { xMm, yMm, widthMm: Math.max(...xs) - xMm, heightMm: Math.max(...ys) - yMm };
}

function altOf({ coverage }: ThinningMap): string {
  const seen = coverage.filter((value) => value !== null).sort((a, b) => a - b);
  if (seen.length === 0) return text.chart;
  const at = (share: number): number => Math.round(100 * (seen[Math.floor(share * (seen.length - 1))] ?? 0));
  return text.chartAlt(at(0.05), at(0.95));
}

function Legend({ hasMoles, hasFront }: { readonly hasMoles: boolean; readonly hasFront: boolean }) {
  return (
    <div className="legend">
      <p className="label">{text.legend}</p>
      <div className="legend-bands" aria-hidden="true">
        {BANDS_RGB.map((rgb) => (
          <span key={rgb.join(' ')} style={{ background: `rgb(${rgb.join(' ')})` }} />
        ))}
      </div>
      <div className="legend-ends">
        <span>{text.bare}</span>
        <span>{text.half}</span>
        <span>{text.full}</span>
      </div>
      <ul className="legend-keys">
        <li>
          <span className="legend-hatch" aria-hidden="true" />
          {text.unmeasured}
        </li>
        {hasMoles ? (
          <li>
            <span className="legend-mole" aria-hidden="true" />
            {text.mole}
          </li>
        ) : null}
        {hasFront ? (
          <li>
            <span className="legend-front" aria-hidden="true" />
            {text.front}
          </li>
        ) : null}
      </ul>
    </div>
  );
}
