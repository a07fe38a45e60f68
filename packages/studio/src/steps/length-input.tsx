/** A length that is kept in millimetres and typed in the reader's unit. */
import { NumberInput } from '../shell/parts/controls.tsx';
import { useStudio } from '../state/store.ts';
import { lengthUnit, mmOfShown, shownLength } from '../words/format.ts';

export function LengthInput(props: {
  readonly label: (unit: string) => string;
  readonly mm: number | null;
  readonly minMm: number;
  readonly maxMm: number;
  readonly onChange: (mm: number | null) => void;
}) {
  const unit = useStudio((state) => state.unit);
  const { label, mm, minMm, maxMm, onChange } = props;
  const decimals = unit === 'mm' ? 1 : 2;
  const rounded = (shown: number): number => Number(shown.toFixed(decimals));
  return (
    <NumberInput
      label={label(lengthUnit(unit))}
      value={mm === null ? null : rounded(shownLength(mm, unit))}
      min={rounded(shownLength(minMm, unit))}
      max={rounded(shownLength(maxMm, unit))}
      step={unit === 'mm' ? 0.1 : 0.01}
      decimals={decimals}
      onChange={(shown) => onChange(shown === null ? null : mmOfShown(shown, unit))}
    />
  );
}
