/** A curve through handles: the hairline (open) or the zone (closed). */
import { useMemo, useRef } from 'react';
import type { Point, Polygon } from '../state/inputs.ts';
import { pathOf, resampled, smoothCurve, withHandle } from './curve.ts';
import { arrowStepPx, Handle } from './handle.tsx';
import { PhotoGroup } from './photo-group.tsx';
import { useStage } from './stage-state.ts';
import { ToolSurface } from './tool-surface.tsx';
import { useDraft } from './use-draft.ts';
import { insidePhoto, movedInside, type Size, toPhoto } from './viewport.ts';

interface ShapeEditorProps {
  readonly photo: Size;
  readonly shape: Polygon;
  readonly closed: boolean;
  readonly firstHandles: number;
  readonly mostHandles: number;
  label(n: number, of: number): string;
  /** Of the inside of a closed shape, by which the whole is moved. */
  readonly wholeLabel?: string;
  decide(shape: Polygon): void;
}

/** Handles of the curves that were made here: the document keeps the curve alone. */
const handlesOf = new WeakMap<Polygon, Polygon>();

export function ShapeEditor({ photo, shape, closed, firstHandles, mostHandles, label, wholeLabel, decide }: ShapeEditorProps) {
  const resting = useMemo(() => {
    const held = handlesOf.get(shape);
    if (held !== undefined) return held;
    return shape.length <= firstHandles ? shape : resampled(shape, firstHandles, closed);
  }, [shape, firstHandles, closed]);
  const [draft, { preview, commit, commitAfterRest }] = useDraft<Polygon>((handles) => {
    const curve = smoothCurve(handles, closed).map((p) => insidePhoto(p, photo));
    handlesOf.set(curve, handles);
    decide(curve);
  });
  const svg = useRef<SVGGElement>(null);
  const handles = draft ?? resting;
  const path = useMemo(() => pathOf(draft === null ? shape : smoothCurve(draft, closed), closed), [draft, shape, closed]);

  const replaced = (i: number, to: Point): Polygon => handles.map((p, k) => (k === i ? insidePhoto(to, photo) : p));
  const decideAtOnce = (next: Polygon): void => {
    preview(next);
    commit();
  };
  const pointAt = (event: { readonly clientX: number; readonly clientY: number }): Point => {
    const box = svg.current?.ownerSVGElement?.getBoundingClientRect();
    return toPhoto(useStage.getState().view, [event.clientX - (box?.left ?? 0), event.clientY - (box?.top ?? 0)]);
  };
  const addAt = (event: { readonly clientX: number; readonly clientY: number }): void => {
    if (handles.length < mostHandles) decideAtOnce(withHandle(handles, pointAt(event), closed));
  };
  const moveAll = (from: Polygon, dxPx: number, dyPx: number): void => preview(movedInside(from, dxPx, dyPx, photo));

  return (
    <g ref={svg}>
      <ToolSurface />
      <PhotoGroup>
        {wholeLabel !== undefined && (
          <Inside path={path} label={wholeLabel} handles={handles} onMove={moveAll} onRelease={commit} onKeyStep={commitAfterRest} />
        )}
        <path className="canvas-shape" d={path} />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: each handle has keys; this one adds for the pointer */}
        <path className="canvas-shape-reach" d={path} onDoubleClick={addAt} />
      </PhotoGroup>
      {handles.map((at, i) => (
        <Handle
          // biome-ignore lint/suspicious/noArrayIndexKey: a handle is its place in the row
          key={i}
          at={at}
          label={label(i + 1, handles.length)}
          onMove={(to) => preview(replaced(i, to))}
          onRelease={commit}
          onKeyStep={commitAfterRest}
          onRemove={() => {
            if (handles.length > (closed ? 4 : 3)) decideAtOnce(handles.filter((_, k) => k !== i));
          }}
        />
      ))}
    </g>
  );
}

interface InsideProps {
  readonly path: string;
  readonly label: string;
  readonly handles: Polygon;
  onMove(from: Polygon, dxPx: number, dyPx: number): void;
  onRelease(): void;
  onKeyStep(): void;
}

/** The area of a closed shape: dragged, or moved by keys, it takes all handles with it. */
function Inside({ path, label, handles, onMove, onRelease, onKeyStep }: InsideProps) {
  const grabbed = useRef<{ readonly x: number; readonly y: number; readonly handles: Polygon } | null>(null);
  const scale = useStage((s) => s.view.scale);
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG knows no button
    <path
      className="canvas-shape-inside"
      d={path}
      role="button"
      tabIndex={0}
      aria-label={label}
      onPointerDown={(event) => {
        if (event.button !== 0 || !event.isPrimary || useStage.getState().panning) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus();
        grabbed.current = { x: event.clientX, y: event.clientY, handles };
      }}
      onPointerMove={(event) => {
        const held = grabbed.current;
        if (held !== null) onMove(held.handles, (event.clientX - held.x) / scale, (event.clientY - held.y) / scale);
      }}
      onPointerUp={() => {
        grabbed.current = null;
        onRelease();
      }}
      onPointerCancel={() => {
        grabbed.current = null;
        onRelease();
      }}
      onBlur={onRelease}
      onKeyDown={(event) => {
        const step = arrowStepPx(event);
        if (step === null) return;
        event.preventDefault();
        event.stopPropagation();
        onMove(handles, step[0] / scale, step[1] / scale);
        onKeyStep();
      }}
    />
  );
}
