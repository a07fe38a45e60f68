/** On the photo: where a rule of good plans is broken or in doubt, as far as it is asked for. */
import { useFindings } from '../planner/findings.ts';
import { useStudio } from '../state/store.ts';
import { pathOf } from './curve.ts';
import { PhotoGroup } from './photo-group.tsx';

export function FindingPlaces() {
  const isOpen = useStudio((s) => s.step === 'design');
  const finding = useFindings((s) => (s.shown === null ? undefined : s.findings?.find(({ rule }) => rule === s.shown)));
  if (!isOpen || finding === undefined) return null;
  return (
    <g className="canvas-passive">
      <PhotoGroup>
        {finding.places.map(({ shapePx }) => (
          <path key={pathOf(shapePx, true)} className="canvas-finding" d={pathOf(shapePx, true)} />
        ))}
      </PhotoGroup>
    </g>
  );
}
