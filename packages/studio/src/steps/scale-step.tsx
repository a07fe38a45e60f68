/** Pixels per millimetre: how they are known, and what their error does. */
import type { ScaleOption } from '@stubble/engine';
import { Choice } from '../shell/parts/controls.tsx';
import { BigFigure, BigFigures } from '../shell/parts/figures.tsx';
import { Fold, Hint, PlainWords, Section } from '../shell/parts/text.tsx';
import { useStudio } from '../state/store.ts';
import { isPatch } from '../state/subject.ts';
import { words } from '../words/en.ts';
import { spreadPercent } from '../words/format.ts';
import { LifeSize } from './life-size.tsx';
import { ScaleFields } from './scale-fields.tsx';
import { WithPlan } from './with-plan.tsx';

type Method = ScaleOption['method'];
const METHODS: readonly Method[] = ['prior', 'head-breadth', 'circumference', 'two-points', 'marker', 'px-per-mm'];
/** What a patch from close by does not show. */
const OF_HEADS: ReadonlySet<Method> = new Set(['head-breadth', 'circumference']);
/** Of usual heads, to begin from. */
const USUAL_BREADTH_MM = 154;
const USUAL_CIRCUMFERENCE_MM = 575;
/** As the sheets are printed unless another side is chosen. */
const USUAL_MARKER_MM = 20;

export function ScaleStep() {
  const scale = useStudio((state) => state.inputs.scale);
  const tool = useStudio((state) => state.tool);
  const text = words.scale;
  // two points become a method only once both are placed and their length is known
  const method: Method = tool === 'scale' ? 'two-points' : scale.method;
  const patch = useStudio(isPatch);
  const options = (patch ? METHODS.filter((one) => !OF_HEADS.has(one)) : METHODS).map((value) =>
    patch && value === 'prior' ? { value, ...text.ofPatch } : { value, name: text.methods[value], hint: text.methodHints[value] },
  );
  return (
    <>
      <WithPlan>
        {({ scale: { pxPerMm, method: known } }) => (
          <>
            {known === 'none' ? null : (
              <BigFigures>
                <BigFigure label={text.now} estimate={pxPerMm} />
              </BigFigures>
            )}
            {text.sources[known] === undefined ? null : <Hint>{text.sources[known]}</Hint>}
          </>
        )}
      </WithPlan>
      <Choice label={text.method} options={options} value={method} onChange={choose} />
      <ScaleFields method={method} scale={scale} />
      <WithPlan>
        {({ scale: { pxPerMm, method: known } }) =>
          known === 'none' ? null : (
            <Section title={text.errorTitle}>
              <p>{text.error(spreadPercent(pxPerMm), 2 * spreadPercent(pxPerMm))}</p>
            </Section>
          )
        }
      </WithPlan>
      <div className="folds">
        <PlainWords text={text.plain} />
        <Fold title={text.lifeSize.title}>
          <LifeSize />
        </Fold>
      </div>
    </>
  );
}

function choose(method: Method): void {
  const { decide, set, inputs, planned } = useStudio.getState();
  if (method === 'two-points') {
    set({ tool: 'scale' });
    return;
  }
  set({ tool: 'look' });
  if (method === inputs.scale.method) return;
  const pxPerMm = planned?.plan.scale.pxPerMm.value ?? 1;
  const first: Readonly<Record<Exclude<Method, 'two-points'>, ScaleOption>> = {
    prior: { method: 'prior' },
    'head-breadth': { method: 'head-breadth', headBreadthMm: USUAL_BREADTH_MM },
    circumference: { method: 'circumference', circumferenceMm: USUAL_CIRCUMFERENCE_MM },
    marker: { method: 'marker', sideMm: USUAL_MARKER_MM },
    'px-per-mm': { method: 'px-per-mm', pxPerMm: Math.round(pxPerMm * 100) / 100 },
  };
  decide({ scale: first[method] });
}
