/** Two points of known distance. */
import { useState } from 'react';
import type { Point } from '../state/inputs.ts';
import { useStudio } from '../state/store.ts';
import { distance, pathOf } from './curve.ts';
import { Handle } from './handle.tsx';
import { PhotoGroup } from './photo-group.tsx';
import { ToolSurface } from './tool-surface.tsx';
import { useDraft } from './use-draft.ts';
import { insidePhoto, type Size } from './viewport.ts';
import { words } from './words.ts';

/** Closer together than this they make no scale. */
const LEAST_PX = 4;

export interface ScaleToolProps {
  readonly photo: Size;
  /** Both ends, while their length is being asked. */
  readonly pending: readonly [Point, Point] | null;
  onPending(points: readonly [Point, Point] | null): void;
}

export function ScaleTool({ photo, pending, onPending }: ScaleToolProps) {
  const decide = useStudio((s) => s.decide);
  const scale = useStudio((s) => s.inputs.scale);
  const decided = scale.method === 'two-points' ? scale : null;
  const [hover, setHover] = useState<Point | null>(null);
  const [first, firstDraft] = useDraft<Point>(() => undefined);
  const [moved, movedDraft] = useDraft<readonly [Point, Point]>((points) => {
    if (pending !== null) onPending(points);
    else if (decided !== null && distance(...points) >= LEAST_PX)
      decide({ scale: { ...decided, points: [[...points[0]], [...points[1]]] } });
  });
  const resting = pending ?? (decided === null || first !== null ? null : (decided.points as readonly [Point, Point]));
  const ends = moved ?? resting;

  const clicked = (to: Point): void => {
    const at = insidePhoto(to, photo);
    if (first === null) {
      onPending(null);
      firstDraft.preview(at);
    } else if (distance(first, at) >= LEAST_PX) {
      firstDraft.cancel();
      onPending([first, at]);
    }
  };
  const line = ends ?? (first === null ? [] : hover === null ? [first] : [first, hover]);

  return (
    <>
      <ToolSurface onPress={clicked} onHover={setHover} />
      <PhotoGroup>
        <path className="canvas-shape" d={pathOf(line, false)} />
      </PhotoGroup>
      {(ends ?? (first === null ? [] : [first])).map((at, i) => (
        <Handle
          // biome-ignore lint/suspicious/noArrayIndexKey: the first and the second end
          key={i}
          at={at}
          label={words.handle.scale(i + 1)}
          onMove={(to) => {
            const inside = insidePhoto(to, photo);
            if (ends === null) firstDraft.preview(inside);
            else movedDraft.preview(i === 0 ? [inside, ends[1]] : [ends[0], inside]);
          }}
          onRelease={movedDraft.commit}
          onKeyStep={movedDraft.commitAfterRest}
        />
      ))}
    </>
  );
}
