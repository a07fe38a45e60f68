/** The value that a method of scale asks for. */
import type { ScaleOption } from '@stubble/engine';
import { STEP_ICONS } from '../shell/icons.tsx';
import { NumberInput } from '../shell/parts/controls.tsx';
import { Hint } from '../shell/parts/text.tsx';
import { ToolButton } from '../shell/parts/tool-button.tsx';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { number } from '../words/format.ts';
import { LengthInput } from './length-input.tsx';
import { MarkerField } from './marker-field.tsx';

export function ScaleFields({ method, scale }: { readonly method: ScaleOption['method']; readonly scale: ScaleOption }) {
  const decide = useStudio((state) => state.decide);
  const text = words.scale;
  if (method === 'two-points') return <TwoPoints scale={scale} />;
  if (scale.method === 'head-breadth')
    return (
      <LengthInput
        label={text.headBreadth}
        mm={scale.headBreadthMm}
        minMm={90}
        maxMm={250}
        onChange={(headBreadthMm) => headBreadthMm !== null && decide({ scale: { method: 'head-breadth', headBreadthMm } })}
      />
    );
  if (scale.method === 'circumference')
    return (
      <LengthInput
        label={text.circumference}
        mm={scale.circumferenceMm}
        minMm={350}
        maxMm={800}
        onChange={(circumferenceMm) => circumferenceMm !== null && decide({ scale: { method: 'circumference', circumferenceMm } })}
      />
    );
  if (scale.method === 'marker') return <MarkerField scale={scale} />;
  if (scale.method === 'px-per-mm')
    return (
      <NumberInput
        label={text.pxPerMm}
        value={scale.pxPerMm}
        min={0.5}
        max={500}
        step={0.01}
        decimals={2}
        onChange={(pxPerMm) => pxPerMm !== null && decide({ scale: { method: 'px-per-mm', pxPerMm } })}
      />
    );
  return null;
}

function TwoPoints({ scale }: { readonly scale: ScaleOption }) {
  const tool = useStudio((state) => state.tool);
  const decide = useStudio((state) => state.decide);
  const text = words.scale;
  const Ruler = STEP_ICONS.scale;
  return (
    <>
      <div className="tools one">
        <ToolButton tool="scale" icon={<Ruler />}>
          {tool === 'scale' ? text.placing : text.place}
        </ToolButton>
      </div>
      {scale.method === 'two-points' ? (
        <>
          <LengthInput
            label={text.length}
            mm={scale.lengthMm}
            minMm={5}
            maxMm={400}
            onChange={(lengthMm) => lengthMm !== null && decide({ scale: { ...scale, lengthMm } })}
          />
          <Hint>{text.apart(number(Math.hypot(scale.points[0][0] - scale.points[1][0], scale.points[0][1] - scale.points[1][1])))}</Hint>
        </>
      ) : (
        <Hint>{text.twoPointsFirst}</Hint>
      )}
    </>
  );
}
