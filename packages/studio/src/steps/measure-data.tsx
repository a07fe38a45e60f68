/** What was left out of the numbers, what is only guessed, and the raw data. */
import type { Plan } from '@stubble/engine';
import { downloadMeasurement, downloadRoots } from '../files/index.ts';
import { DownloadList } from '../shell/parts/download-list.tsx';
import { Fact, Facts } from '../shell/parts/figures.tsx';
import { Hint, Section } from '../shell/parts/text.tsx';
import { words } from '../words/en.ts';
import { number } from '../words/format.ts';

const text = words.measure;

export function LeftOut({ plan }: { readonly plan: Plan }) {
  const { excluded, pigmentLikeMarks } = plan.measurement;
  if (excluded === undefined && pigmentLikeMarks === undefined) return null;
  const { leftOut } = text;
  return (
    <Section title={text.leftOutTitle}>
      <Facts>
        {excluded === undefined ? null : (
          <>
            <Fact name={leftOut.gloss}>{leftOut.share(sharePercent(excluded.glossShare))}</Fact>
            <Fact name={leftOut.shadow}>{leftOut.share(sharePercent(excluded.shadowShare))}</Fact>
            <Fact name={leftOut.moles}>{leftOut.moleCount(excluded.moles.length)}</Fact>
          </>
        )}
        {pigmentLikeMarks === undefined ? null : (
          <Fact name={leftOut.pigment}>
            <span className="value">{number(pigmentLikeMarks)}</span> <span className="interval">{leftOut.guess}</span>
          </Fact>
        )}
      </Facts>
      {pigmentLikeMarks === undefined || pigmentLikeMarks === 0 ? null : <Hint>{leftOut.pigmentHint}</Hint>}
    </Section>
  );
}

/** A tenth of a per cent where there is little. */
function sharePercent(share: number): string {
  if (share > 0 && share < 0.0005) return text.leftOut.trace;
  return number(100 * share, share > 0 && share < 0.1 ? 1 : 0);
}

export function RawData({ isReady }: { readonly isReady: boolean }) {
  const files = [
    { name: text.dataJson, hint: text.dataJsonHint, make: downloadMeasurement },
    { name: text.dataCsv, hint: text.dataCsvHint, make: downloadRoots },
  ];
  return (
    <Section title={text.dataTitle}>
      <DownloadList files={files} isReady={isReady} />
    </Section>
  );
}
