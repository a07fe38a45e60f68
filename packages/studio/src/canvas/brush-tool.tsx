/** Paints the wanted density: fewer or more dots under the stroke. */
import { useRef, useState } from 'react';
import type { Point, Stroke } from '../state/inputs.ts';
import { useStudio } from '../state/store.ts';
import { distance, pathOf } from './curve.ts';
import { PhotoGroup } from './photo-group.tsx';
import { ToolSurface } from './tool-surface.tsx';
import { useDraft } from './use-draft.ts';

/** Points of a stroke lie this share of its radius apart. */
const SPACING = 0.25;

/** Share of the full radius; only pens report how hard they are pressed. */
export function pressureShare(pointerType: string, pressure: number): number {
  return pointerType === 'pen' && pressure > 0 ? 0.5 + 0.5 * Math.min(1, pressure) : 1;
}

export function BrushTool({ pxPerMm }: { readonly pxPerMm: number }) {
  const { radiusMm, factor } = useStudio((s) => s.brush);
  const strokes = useStudio((s) => s.inputs.brush);
  const { decide } = useStudio.getState();
  const [hover, setHover] = useState<Point | null>(null);
  const [stroke, draft] = useDraft<Stroke>((drawn) => decide({ brush: [...strokes, drawn] }));
  /** Shares that the pen reported along the stroke; its one radius is by their mean. */
  const shares = useRef<number[]>([]);
  const fullRadiusPx = radiusMm * pxPerMm;

  const extended = (at: Point, share: number): void => {
    const path = stroke?.path ?? [];
    if (path.length > 0 && distance(path[path.length - 1], at) < SPACING * fullRadiusPx) return;
    shares.current.push(share);
    const mean = shares.current.reduce((sum, s) => sum + s, 0) / shares.current.length;
    draft.preview({ path: [...path, at], radiusPx: fullRadiusPx * mean, factor });
  };

  return (
    <>
      <ToolSurface
        hideCursor
        onPress={(at, event) => {
          shares.current = [];
          extended(at, pressureShare(event.pointerType, event.pressure));
        }}
        onDrag={(at, event) => extended(at, pressureShare(event.pointerType, event.pressure))}
        onRelease={() => draft.commit()}
        onHover={setHover}
      />
      <PhotoGroup>
        {[...strokes, ...(stroke === null ? [] : [stroke])].map((drawn, i) => (
          <Painted
            // biome-ignore lint/suspicious/noArrayIndexKey: strokes are only ever added at the end
            key={i}
            stroke={drawn}
          />
        ))}
        {hover !== null && <circle className="canvas-brush-ring" cx={hover[0]} cy={hover[1]} r={fullRadiusPx} />}
      </PhotoGroup>
    </>
  );
}

function Painted({ stroke: { path, radiusPx, factor } }: { readonly stroke: Stroke }) {
  // a single point has no length: a line to itself with round ends is a disc
  const d = pathOf(path.length === 1 ? [path[0], path[0]] : path, false);
  return <path className={factor < 1 ? 'canvas-stroke canvas-stroke-less' : 'canvas-stroke'} d={d} strokeWidth={2 * radiusPx} />;
}
