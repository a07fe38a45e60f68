/** What the photo shows, each number with its interval, or the reason why it is left out. */
import type { Plan, SkinType } from '@stubble/engine';
import { RootAdd, RootRemove } from '../shell/icons.tsx';
import { Action, Picker } from '../shell/parts/controls.tsx';
import { Fact, Facts, Figure, MaybeFact } from '../shell/parts/figures.tsx';
import { Hint, PlainWords, Section } from '../shell/parts/text.tsx';
import { ToolButton } from '../shell/parts/tool-button.tsx';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { number } from '../words/format.ts';
import { WithPlan } from './with-plan.tsx';

const TYPES = ['I', 'II', 'III', 'IV', 'V', 'VI'] as const;
const TYPE_OPTIONS = [{ value: 'photo', name: words.measure.typeFromPhoto }, ...TYPES.map((value) => ({ value, name: value }))];

export function MeasureStep() {
  return (
    <>
      <WithPlan>
        {(plan) => (
          <Section title={words.measure.title}>
            <Measured plan={plan} />
          </Section>
        )}
      </WithPlan>
      <SkinTypePicker />
      <Roots />
      <PlainWords text={words.measure.plain} />
    </>
  );
}

/** Codes of notes that say why a number is missing, likeliest first. */
const NO_COUNT = ['too-few-pixels-for-counts', 'hair-hides-roots', 'too-few-roots'];
const REASONS = {
  hairs: ['unit-is-one-mark', ...NO_COUNT],
  units: ['no-grouping', ...NO_COUNT],
  shaft: ['no-calibre', ...NO_COUNT],
  contrast: ['no-hair-tone'],
  length: ['hair-length'],
} as const;

function reason(plan: Plan, of: keyof typeof REASONS): string {
  for (const code of REASONS[of]) {
    const note = plan.measurement.notes.find((one) => one.code === code);
    // a doubt stands at the head of the step already
    if (note !== undefined) return note.severity === 'info' ? words.noteText(note) : words.measure.reasons[of];
  }
  return words.measure.reasons[of];
}

function Measured({ plan }: { readonly plan: Plan }) {
  const { rows, tiers } = words.measure;
  const { tier, pxPerMm, zoneAreaMm2, skin, hairCoverage, contrastDeltaE00, hairLengthMm, ...counts } = plan.measurement;
  return (
    <Facts>
      <Fact name={rows.tier}>{tiers[tier]}</Fact>
      <Fact name={rows.pxPerMm}>
        <Figure estimate={pxPerMm} />
      </Fact>
      <Fact name={rows.zoneArea}>
        <Figure estimate={zoneAreaMm2} />
      </Fact>
      <Fact name={rows.lab}>
        <span className="value">{skin.lab.map((v) => number(v)).join(' · ')}</span>
      </Fact>
      <Fact name={rows.ita}>
        <Figure estimate={skin.ita} />
      </Fact>
      <Fact name={rows.coverage}>
        <Figure estimate={hairCoverage} />
      </Fact>
      <MaybeFact name={rows.hairs} estimate={counts.hairsPerCm2} reason={reason(plan, 'hairs')} />
      <MaybeFact name={rows.units} estimate={counts.follicularUnitsPerCm2} reason={reason(plan, 'units')} />
      <MaybeFact name={rows.shaft} estimate={counts.shaftWidthUm} reason={reason(plan, 'shaft')} />
      <MaybeFact name={rows.contrast} estimate={contrastDeltaE00} reason={reason(plan, 'contrast')} />
      <MaybeFact name={rows.length} estimate={hairLengthMm} reason={reason(plan, 'length')} fine />
    </Facts>
  );
}

function SkinTypePicker() {
  const skinType = useStudio((state) => state.inputs.skinType);
  const decide = useStudio((state) => state.decide);
  return (
    <Picker
      label={words.measure.rows.skinType}
      hint={words.measure.typeHint}
      options={TYPE_OPTIONS}
      value={skinType ?? 'photo'}
      onChange={(value) => decide({ skinType: value === 'photo' ? undefined : (value as SkinType) })}
    />
  );
}

function Roots() {
  const found = useStudio((state) => state.planned?.follicles.xPx.length ?? 0);
  const { add, remove } = useStudio((state) => state.inputs.follicles);
  const decide = useStudio((state) => state.decide);
  const text = words.measure;
  const isCorrected = add.length + remove.length > 0;
  return (
    <Section title={text.rootsTitle}>
      <Hint>{found > 0 ? text.rootsFound(number(found)) : text.rootsNone}</Hint>
      <div className="tools">
        <ToolButton tool="follicle-add" icon={<RootAdd />}>
          {text.addRoot}
        </ToolButton>
        <ToolButton tool="follicle-remove" icon={<RootRemove />}>
          {text.removeRoot}
        </ToolButton>
      </div>
      {isCorrected ? (
        <div className="row">
          <Hint>{text.corrected(add.length, remove.length)}</Hint>
          <Action kind="quiet" onPress={() => decide({ follicles: { add: [], remove: [] } })}>
            {text.clearRoots}
          </Action>
        </div>
      ) : null}
    </Section>
  );
}
