/** Whether the printer is true: both bars of 100 mm, as they came out on paper. */
import { PRINTED_MM } from '@stubble/engine';
import { Hint, Section } from '../shell/parts/text.tsx';
import { useShell } from '../shell/shell-state.ts';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { lengthUnit, number } from '../words/format.ts';
import { LengthInput } from './length-input.tsx';

const text = words.print;
const BAR_MM = 100;
/** Half a per cent is half a millimetre on a bar: as well as a ruler is read. */
const TRUE_WITHIN = 0.005;

/** A bar that was measured, and by which a print can be corrected. */
export function isCorrectable(barMm: number | null): barMm is number {
  return barMm !== null && barMm >= PRINTED_MM.least && barMm <= PRINTED_MM.most;
}

export function PrintCheck() {
  const bars = useShell((state) => state.printedBarsMm);
  const unit = lengthUnit(useStudio((state) => state.unit));
  const change =
    (side: 'across' | 'along') =>
    (mm: number | null): void =>
      useShell.setState({ printedBarsMm: { ...bars, [side]: mm } });
  return (
    <Section title={text.checkTitle}>
      <Hint>{text.check(unit)}</Hint>
      <div className="two-fields">
        <LengthInput label={text.across} mm={bars.across} minMm={50} maxMm={150} onChange={change('across')} />
        <LengthInput label={text.along} mm={bars.along} minMm={50} maxMm={150} onChange={change('along')} />
      </div>
      <Verdict across={bars.across} along={bars.along} />
    </Section>
  );
}

function Verdict({ across, along }: { readonly across: number | null; readonly along: number | null }) {
  if (across === null || along === null) return <Hint>{text.unchecked}</Hint>;
  const factors = [across / BAR_MM, along / BAR_MM];
  const isTrue = factors.every((factor) => Math.abs(factor - 1) <= TRUE_WITHIN);
  const said = isCorrectable(across) && isCorrectable(along) ? text.isCorrected : text.isOff;
  const [acrossText = '', alongText = ''] = factors.map((factor) => `× ${number(factor, 3)}`);
  return (
    <p role="status" className={isTrue ? 'verdict good' : 'verdict bad'}>
      {isTrue ? text.isTrue : said(acrossText, alongText)}
    </p>
  );
}
