/** On the photo, in the step of the years ahead: the zone as it is, and one that reaches as far as loss is expected to. */
import { useFuture } from '../planner/foresight.ts';
import type { Polygon } from '../state/inputs.ts';
import { useStudio } from '../state/store.ts';
import { pathOf } from './curve.ts';
import { PhotoGroup } from './photo-group.tsx';

/** One object, so that the page is not drawn anew for another. */
const NO_ZONE: Polygon = [];

export function ReachOutline() {
  const isOpen = useStudio((s) => s.step === 'future');
  const zone = useStudio((s) => s.inputs.zonePx ?? s.planned?.zonePx[0] ?? NO_ZONE);
  const reachPx = useFuture((s) => (s.showReach ? (s.foreseen?.reachPx ?? null) : null));
  if (!isOpen || reachPx === null) return null;
  return (
    <g className="canvas-passive">
      <PhotoGroup>
        <path className="canvas-outline" d={pathOf(zone, true)} />
        <path className="canvas-reach" d={pathOf(reachPx, true)} />
      </PhotoGroup>
    </g>
  );
}
