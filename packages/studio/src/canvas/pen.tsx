/** Draws a line or an outline point by point; where a circle is wanted too, a drag from its middle draws it. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Point, Polygon } from '../state/inputs.ts';
import { circle, distance, pathOf } from './curve.ts';
import { PhotoGroup } from './photo-group.tsx';
import { useStage } from './stage-state.ts';
import { ToolSurface } from './tool-surface.tsx';
import { type Draft, useDraft } from './use-draft.ts';
import { insidePhoto, type Size } from './viewport.ts';

/** Screen distance from which a press is a drag, and within which two clicks mean one place. */
const NEAR_PX = 5;
const CLOSING_PX = 12;

interface PenProps {
  readonly photo: Size;
  readonly closed: boolean;
  readonly circles?: boolean;
  onDone(points: Polygon): void;
}

export function Pen({ photo, closed, circles = false, onDone }: PenProps) {
  const least = closed ? 3 : 2;
  const [points, draft] = useDraft<Polygon>((drawn) => {
    if (drawn.length >= least) onDone(drawn);
  });
  const [round, roundDraft] = useDraft<Polygon>(onDone);
  const [hover, setHover] = useState<Point | null>(null);
  const pressedAt = useRef<Point | null>(null);
  useEnter(points, draft);

  const nearPx = (px: number): number => px / useStage.getState().view.scale;
  const clicked = (at: Point): void => {
    const drawn = points ?? [];
    if (closed && drawn.length >= least && distance(drawn[0], at) < nearPx(CLOSING_PX)) draft.commit();
    else if (drawn.length === 0 || distance(drawn[drawn.length - 1], at) > nearPx(NEAR_PX)) draft.preview([...drawn, at]);
  };
  const dragged = (at: Point): void => {
    const centre = pressedAt.current;
    if (!circles || centre === null || points !== null) return;
    const radius = distance(centre, at);
    if (round !== null || radius > nearPx(NEAR_PX)) roundDraft.preview(circle(centre, radius).map((p) => insidePhoto(p, photo)));
  };

  const line = points === null ? [] : hover === null ? points : [...points, hover];
  return (
    <>
      <ToolSurface
        onPress={(at) => {
          pressedAt.current = insidePhoto(at, photo);
        }}
        onDrag={dragged}
        onRelease={(at) => {
          if (round !== null) roundDraft.commit();
          else if (pressedAt.current !== null && distance(pressedAt.current, at) <= nearPx(NEAR_PX)) clicked(insidePhoto(at, photo));
          pressedAt.current = null;
        }}
        onHover={(at) => setHover(at === null ? null : insidePhoto(at, photo))}
        onDoubleClick={() => draft.commit()}
      />
      <PhotoGroup>
        {line.length > 0 && <path className="canvas-drawn" d={pathOf(line, false)} />}
        {round !== null && <path className="canvas-drawn canvas-drawn-area" d={pathOf(round, true)} />}
      </PhotoGroup>
      {points !== null && <Corners points={points} />}
    </>
  );
}

function Corners({ points }: { readonly points: Polygon }) {
  const { scale, xPx, yPx } = useStage((s) => s.view);
  return points.map(([x, y]) => <circle key={`${x} ${y}`} className="canvas-corner" cx={x * scale + xPx} cy={y * scale + yPx} r={4} />);
}

/** Enter ends the line wherever the focus is, as long as one is being drawn. */
function useEnter(points: Polygon | null, draft: Draft<Polygon>): void {
  const drawing: RefObject<boolean> = useRef(false);
  drawing.current = points !== null;
  useEffect(() => {
    const keyed = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !drawing.current) return;
      event.preventDefault();
      draft.commit();
    };
    window.addEventListener('keydown', keyed);
    return () => window.removeEventListener('keydown', keyed);
  }, [draft]);
}
