/** A printed square as the scale: its side, whether it was found, and a sheet of them to print. */
import { MARKER_SIDE_MM, type ScaleOption } from '@stubble/engine';
import { useState } from 'react';
import { downloadMarkerSheet } from '../files/index.ts';
import { Action, Segmented } from '../shell/parts/controls.tsx';
import { Fact, Facts, Figure } from '../shell/parts/figures.tsx';
import { Hint } from '../shell/parts/text.tsx';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { number } from '../words/format.ts';
import { LengthInput } from './length-input.tsx';

const text = words.scale.marker;
/** The scale along the skin is taken from the shape of a tilted square; beyond this it is drawn small and read less well. */
const STEEP_DEGREES = 40;
const PAPERS = [
  { value: 'a4', name: words.print.papers.a4 },
  { value: 'letter', name: words.print.papers.letter },
] as const;

export function MarkerField({ scale: { sideMm } }: { readonly scale: Extract<ScaleOption, { readonly method: 'marker' }> }) {
  const decide = useStudio((state) => state.decide);
  return (
    <>
      <LengthInput
        label={text.side}
        mm={sideMm}
        minMm={MARKER_SIDE_MM.least}
        maxMm={MARKER_SIDE_MM.most}
        onChange={(next) => next !== null && decide({ scale: { method: 'marker', sideMm: next } })}
      />
      <Hint>{text.sideHint}</Hint>
      <Found />
      <MarkerSheet sideMm={sideMm} />
    </>
  );
}

function Found() {
  const planned = useStudio((state) => state.planned);
  const isOfMarker = planned?.plan.options.scale.method === 'marker';
  // a small copy may not show it
  if (planned === null || planned.preview || !isOfMarker) return <Hint>{text.searching}</Hint>;
  const { marker, plan } = planned;
  if (marker === null)
    return (
      <div className="verdict bad" role="status">
        <p>{text.missing}</p>
        <ul className="plain-list">
          {text.missingHow.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
    );
  return (
    <>
      <p className="verdict good">{text.found}</p>
      <Facts>
        <Fact name={text.scale}>
          <Figure estimate={plan.scale.pxPerMm} />
        </Fact>
        <Fact name={text.tilt}>{text.tiltIs(number(marker.tiltDegrees))}</Fact>
      </Facts>
      {marker.tiltDegrees > STEEP_DEGREES ? <Hint>{text.steep}</Hint> : null}
    </>
  );
}

function MarkerSheet({ sideMm }: { readonly sideMm: number }) {
  const [paper, setPaper] = useState<'a4' | 'letter'>('a4');
  return (
    <div className="marker-sheet">
      <Segmented label={text.sheetTitle} hint={text.sheetHint} options={PAPERS} value={paper} onChange={setPaper} />
      <Action wide onPress={() => void downloadMarkerSheet({ sideMm, paper })}>
        {text.sheet}
      </Action>
    </div>
  );
}
