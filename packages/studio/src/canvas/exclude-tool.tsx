/** No-go areas: moles as circles, scars as outlines. */
import { useMemo, useRef } from 'react';
import type { Polygon } from '../state/inputs.ts';
import { useStudio } from '../state/store.ts';
import { crossesItself, pathOf } from './curve.ts';
import { arrowStepPx } from './handle.tsx';
import { Pen } from './pen.tsx';
import { PhotoGroup } from './photo-group.tsx';
import { useStage } from './stage-state.ts';
import { useDraft } from './use-draft.ts';
import { movedInside, type Size } from './viewport.ts';
import { words } from './words.ts';

export function ExcludeTool({ photo }: { readonly photo: Size }) {
  const areas = useStudio((s) => s.inputs.excludePx);
  const { decide, set } = useStudio.getState();
  return (
    <>
      <Pen
        photo={photo}
        closed
        circles
        onDone={(area) => {
          if (crossesItself(area)) set({ problem: words.crosses });
          else decide({ excludePx: [...areas, area] });
        }}
      />
      <PhotoGroup>
        {areas.map((area, i) => (
          <Area
            // biome-ignore lint/suspicious/noArrayIndexKey: an area is its place in the list
            key={i}
            photo={photo}
            area={area}
            label={words.noGo(i + 1, areas.length)}
            onChange={(changed) => decide({ excludePx: areas.map((a, k) => (k === i ? changed : a)) })}
            onRemove={() => decide({ excludePx: areas.filter((_, k) => k !== i) })}
          />
        ))}
      </PhotoGroup>
    </>
  );
}

interface AreaProps {
  readonly photo: Size;
  readonly area: Polygon;
  readonly label: string;
  onChange(area: Polygon): void;
  onRemove(): void;
}

function Area({ photo, area, label, onChange, onRemove }: AreaProps) {
  const [moved, draft] = useDraft<Polygon>(onChange);
  const scale = useStage((s) => s.view.scale);
  const grabbed = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const shown = moved ?? area;
  const path = useMemo(() => pathOf(shown, true), [shown]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG knows no button
    <path
      className="canvas-no-go"
      d={path}
      role="button"
      tabIndex={0}
      aria-label={label}
      onPointerDown={(event) => {
        if (event.button !== 0 || !event.isPrimary || useStage.getState().panning) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus();
        grabbed.current = { x: event.clientX, y: event.clientY };
      }}
      onPointerMove={(event) => {
        const held = grabbed.current;
        if (held !== null) draft.preview(movedInside(area, (event.clientX - held.x) / scale, (event.clientY - held.y) / scale, photo));
      }}
      onPointerUp={() => {
        grabbed.current = null;
        draft.commit();
      }}
      onPointerCancel={() => {
        grabbed.current = null;
        draft.cancel();
      }}
      onBlur={draft.commit}
      onKeyDown={(event) => {
        const step = arrowStepPx(event);
        if (event.key === 'Delete' || event.key === 'Backspace') onRemove();
        else if (step !== null) {
          draft.preview(movedInside(shown, step[0] / scale, step[1] / scale, photo));
          draft.commitAfterRest();
        } else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
