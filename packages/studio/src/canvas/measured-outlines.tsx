/** What is told beside the numbers on the photo itself: what was left out of them, and what the scale was read from. */
import { useStudio } from '../state/store.ts';
import { showsMap } from '../state/subject.ts';
import { pathOf } from './curve.ts';
import { PhotoGroup } from './photo-group.tsx';
import type { Size } from './viewport.ts';

/** With the thinning map: moles that were left out, and the front edge, before which skin is bare and not thin. */
export function MapOutlines({ photo }: { readonly photo: Size }) {
  const planned = useStudio((s) => (showsMap(s) ? s.planned : null));
  if (planned === null) return null;
  const { plan, hairlinePx } = planned;
  const moles = plan.measurement.excluded?.moles ?? [];
  // a preview's plan is in pixels of its own smaller copy
  const perPlanPx = photo.width / plan.photo.widthPx;
  return (
    <g className="canvas-passive">
      <PhotoGroup>
        <path className="canvas-outline" d={pathOf(hairlinePx, false)} />
        {moles.map(({ xPx, yPx, radiusPx }) => (
          <circle key={`${xPx} ${yPx}`} className="canvas-mole" cx={xPx * perPlanPx} cy={yPx * perPlanPx} r={radiusPx * perPlanPx} />
        ))}
      </PhotoGroup>
    </g>
  );
}

/** The corners of the printed marker where it was found, while the scale is read from it. */
export function MarkerOutline() {
  const marker = useStudio((s) => (s.step === 'scale' ? (s.planned?.marker ?? null) : null));
  if (marker === null) return null;
  return (
    <g className="canvas-passive">
      <PhotoGroup>
        <polygon className="canvas-marker" points={marker.cornersPx.map(([x, y]) => `${x},${y}`).join(' ')} />
      </PhotoGroup>
    </g>
  );
}
