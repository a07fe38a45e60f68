/** The photo with its simulation, and the tools on it. Fills its parent. */
import { useCallback, useRef, useState } from 'react';
import type { Point } from '../state/inputs.ts';
import { type PhotoInfo, useStudio } from '../state/store.ts';
import { isPatch } from '../state/subject.ts';
import './canvas.css';
import { LengthField } from './length-field.tsx';
import { Overlay } from './overlay.tsx';
import { PhotoCanvas, useWishes } from './photo-canvas.tsx';
import { usePictures } from './pictures.ts';
import { Poster } from './poster.tsx';
import { SplitHandle } from './split-handle.tsx';
import { useStage } from './stage-state.ts';
import { stageKey, useToolKeys } from './use-stage-keys.ts';
import { useZoom } from './use-zoom.ts';
import { words } from './words.ts';
import { ZoomButtons } from './zoom-buttons.tsx';

export function PhotoStage() {
  const photo = useStudio((s) => s.photo);
  const hasPoster = useStudio((s) => s.poster !== null);
  if (photo === null && hasPoster)
    return (
      <div className="canvas-stage">
        <Poster />
      </div>
    );
  if (photo === null)
    return (
      <div className="canvas-stage canvas-empty">
        <p>{words.empty}</p>
        <p>{words.emptyHint}</p>
      </div>
    );
  return <OpenStage photo={photo} />;
}

function OpenStage({ photo }: { readonly photo: PhotoInfo }) {
  const surface = useRef<HTMLDivElement>(null);
  const control = useZoom(surface, photo);
  const tool = useStudio((s) => s.tool);
  const panning = useStage((s) => s.panning);
  const isFitted = useStage((s) => s.fitted);
  const treated = usePictures((s) => s.treated.quick !== null);
  const busy = useStudio((s) => s.busy !== null);
  const patch = useStudio(isPatch);
  const [pending, setPending] = useState<readonly [Point, Point] | null>(null);
  const closeField = useCallback(() => setPending(null), []);
  useWishes(photo);
  useToolKeys();

  return (
    // biome-ignore lint/a11y/useSemanticElements: no element of a form
    <div
      className="canvas-stage"
      role="group"
      aria-label={words.stage}
      aria-busy={busy}
      data-tool={tool}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys zoom and move the photo, as they scroll a long text
      tabIndex={0}
      onKeyDown={(event) => stageKey(event, control)}
    >
      <div ref={surface} className="canvas-surface-box" data-panning={panning || tool === 'look'}>
        <PhotoCanvas photo={photo} />
        <Overlay photo={photo} treated={treated} pending={pending} onPending={setPending} />
      </div>
      {!treated && !patch && isFitted && <Poster />}
      {treated && <SplitHandle photo={photo} />}
      <Hint />
      <ZoomButtons control={control} />
      {tool === 'scale' && pending !== null && <LengthField points={pending} onClose={closeField} />}
      <Trouble photo={photo} />
    </div>
  );
}

function Hint() {
  const tool = useStudio((s) => s.tool);
  const hasHairline = useStudio((s) => (s.inputs.hairlinePx ?? s.planned?.hairlinePx ?? []).length > 1);
  const hasZone = useStudio((s) => (s.inputs.zonePx ?? s.planned?.zonePx[0] ?? []).length > 2);
  const isPlanned = useStudio((s) => s.planned !== null);
  let hint: string | null = words.hints[tool];
  if (tool === 'hairline' && !hasHairline) hint = words.drawHairline;
  if (tool === 'zone' && !hasZone) hint = words.drawZone;
  if (tool === 'brush' && !isPlanned) hint = words.needsPlan;
  return hint === null ? null : <p className="canvas-hint">{hint}</p>;
}

function Trouble({ photo }: { readonly photo: PhotoInfo }) {
  const failed = usePictures((s) => s.failed);
  const loading = usePictures((s) => s.before.quick === null);
  if (!failed) return loading ? <p className="canvas-note">{words.loading}</p> : null;
  return (
    <div className="canvas-note" role="alert">
      <p>{words.failed}</p>
      <button type="button" onClick={() => useStudio.getState().set({ photo: { ...photo } })}>
        {words.again}
      </button>
    </div>
  );
}
