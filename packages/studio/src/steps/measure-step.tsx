/** What the photo shows, each number with its interval, or the reason why it is left out. */
import type { Estimate, Plan, SkinType } from '@stubble/engine';
import { Picker } from '../shell/parts/controls.tsx';
import { BigFigure, BigFigures, Fact, Facts, MaybeFact } from '../shell/parts/figures.tsx';
import { PlainWords, Section } from '../shell/parts/text.tsx';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { number } from '../words/format.ts';
import { Counts } from './measure-counts.tsx';
import { LeftOut, RawData } from './measure-data.tsx';
import { ThinningSection } from './measure-map.tsx';
import { Pattern } from './measure-pattern.tsx';
import { isUnreadable, reasonFor } from './measure-reasons.ts';
import { Shafts, showsShafts } from './measure-shafts.tsx';
import { WithPlan } from './with-plan.tsx';

const text = words.measure;
const TYPES = ['I', 'II', 'III', 'IV', 'V', 'VI'] as const;
const TYPE_OPTIONS = [{ value: 'photo', name: text.typeFromPhoto }, ...TYPES.map((value) => ({ value, name: value }))];

export function MeasureStep() {
  return (
    <>
      <WithPlan>
        {(plan, planned) => (
          <>
            <Headline plan={plan} />
            <Counts plan={plan} found={planned.rootsFound} standing={planned.follicles.xPx.length} />
            {plan.measurement.subject === 'macro' ? null : <ThinningSection plan={plan} />}
            <Shafts plan={plan} />
            <Pattern plan={plan} />
            <SkinAndHair plan={plan} />
            <LeftOut plan={plan} />
            <RawData isReady={!planned.preview} />
          </>
        )}
      </WithPlan>
      <PlainWords text={text.plain} />
    </>
  );
}

/** The one or two numbers that a photo of this kind is for. */
function Headline({ plan }: { readonly plan: Plan }) {
  const { hairCoverage, hairsPerCm2, follicularUnitsPerCm2, subject } = plan.measurement;
  const count =
    hairsPerCm2 !== null
      ? { label: text.rows.hairs, estimate: hairsPerCm2 }
      : follicularUnitsPerCm2 !== null
        ? { label: text.rows.units, estimate: follicularUnitsPerCm2 }
        : null;
  const coverage = hairCoverage === null ? null : { label: text.rows.coverage, estimate: hairCoverage };
  const shown = (subject === 'macro' ? [count, coverage] : [coverage, count]).filter((one) => one !== null);
  if (shown.length === 0) return null;
  return (
    <BigFigures>
      {shown.map(({ label, estimate }) => (
        <BigFigure key={label} label={label} estimate={estimate} />
      ))}
    </BigFigures>
  );
}

function SkinAndHair({ plan }: { readonly plan: Plan }) {
  const { rows, tiers } = text;
  const { subject, tier, pxPerMm, zoneAreaMm2, skin, hairLab, hairCoverage, contrastDeltaE00, hairLengthMm } = plan.measurement;
  const isMacro = subject === 'macro';
  /** Of a photo that cannot be read one row says so for all. */
  const isMissed = (estimate: Estimate | null | undefined): boolean => estimate == null && isUnreadable(plan);
  return (
    <Section title={text.title}>
      <Facts>
        <Fact name={rows.lab}>
          <Tone lab={skin.lab} />
        </Fact>
        {isMissed(skin.ita) ? null : <MaybeFact name={rows.ita} estimate={skin.ita} reason={reasonFor(plan, 'ita')} />}
        {hairLab == null ? null : (
          <Fact name={rows.hairLab}>
            <Tone lab={hairLab} />
          </Fact>
        )}
        {isMissed(contrastDeltaE00) ? null : (
          <MaybeFact name={rows.contrast} estimate={contrastDeltaE00} reason={reasonFor(plan, 'contrast')} />
        )}
        {hairCoverage === null ? <MaybeFact name={rows.coverage} estimate={null} reason={reasonFor(plan, 'coverage')} /> : null}
        {showsShafts(plan) || isMissed(null) ? null : <MaybeFact name={rows.shaft} estimate={null} reason={reasonFor(plan, 'shaft')} />}
        {isMissed(hairLengthMm) || (isMacro && hairLengthMm == null) ? null : (
          <MaybeFact name={rows.length} estimate={hairLengthMm} reason={reasonFor(plan, 'length')} fine />
        )}
        <MaybeFact
          name={isMacro ? rows.patchArea : rows.zoneArea}
          estimate={isMacro && zoneAreaMm2 !== null ? { ...zoneAreaMm2, unit: 'mm²' } : zoneAreaMm2}
          reason={reasonFor(plan, 'zoneArea')}
        />
        <MaybeFact name={rows.pxPerMm} estimate={pxPerMm} reason={reasonFor(plan, 'pxPerMm')} />
        <Fact name={rows.tier}>{tiers[tier]}</Fact>
      </Facts>
      <SkinTypePicker />
    </Section>
  );
}

/** The style sheet reckons its Lab from D50 and the engine from D65; adapted from one to the other, the three numbers mean nearly the same colour. */
function Tone({ lab: [lightness, a, b] }: { readonly lab: readonly [number, number, number] }) {
  return (
    <span className="tone">
      <span className="tone-swatch" style={{ background: `lab(${lightness}% ${a} ${b})` }} aria-hidden="true" />
      <span className="value">{[lightness, a, b].map((v) => number(v)).join(' · ')}</span>
    </span>
  );
}

function SkinTypePicker() {
  const skinType = useStudio((state) => state.inputs.skinType);
  const decide = useStudio((state) => state.decide);
  return (
    <Picker
      label={text.rows.skinType}
      hint={text.typeHint}
      options={TYPE_OPTIONS}
      value={skinType ?? 'photo'}
      onChange={(value) => decide({ skinType: value === 'photo' ? undefined : (value as SkinType) })}
    />
  );
}
