/** The photo: where it comes from, what makes a good one, and where it stays. */

import type { View } from '@stubble/engine';
import { Camera, FileIcon, Open } from '../shell/icons.tsx';
import { Action, Picker } from '../shell/parts/controls.tsx';
import { Fact, Facts } from '../shell/parts/figures.tsx';
import { Hint, PlainWords, Section } from '../shell/parts/text.tsx';
import { pickCase, pickPhoto, takePhoto } from '../shell/pick-file.ts';
import { useStudio } from '../state/store.ts';
import { isPatch } from '../state/subject.ts';
import { words } from '../words/en.ts';
import { number } from '../words/format.ts';
import { Autosave } from './autosave.tsx';

export function PhotoStep() {
  const photo = useStudio((state) => state.photo);
  const text = words.photo;
  return (
    <>
      <div className="actions">
        <Action kind="primary" wide onPress={pickPhoto}>
          <Open />
          {text.open}
        </Action>
        <Action onPress={takePhoto}>
          <Camera />
          {text.camera}
        </Action>
        <Action onPress={pickCase}>
          <FileIcon />
          {text.openCase}
        </Action>
      </div>
      <Hint>{text.ways}</Hint>
      {photo === null ? null : (
        <Facts>
          <Fact name={text.name}>{photo.name}</Fact>
          <Fact name={text.size}>{text.sizeText(number(photo.width), number(photo.height))}</Fact>
        </Facts>
      )}
      {photo === null || photo.notes.length === 0 ? null : (
        <ul className="plain-list">
          {photo.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {photo === null ? null : <ViewPicker />}
      <Section title={text.goodTitle}>
        <ul className="plain-list">
          {text.good.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Section>
      <Section title={text.privacyTitle}>
        <p>{text.privacy}</p>
        <Autosave />
      </Section>
      <PlainWords text={text.plain} />
    </>
  );
}

const VIEWS = (['top', 'front', 'crown', 'macro'] as const satisfies readonly View[]).map((value) => ({
  value,
  name: words.photo.views[value],
}));

function ViewPicker() {
  const view = useStudio((state) => state.inputs.view);
  const decide = useStudio((state) => state.decide);
  const patch = useStudio(isPatch);
  const { photo: text } = words;
  const hint = view === 'macro' ? text.patchHint : patch ? words.patch.byScale : text.viewHint;
  return <Picker label={text.view} hint={hint} options={VIEWS} value={view} onChange={(next) => decide({ view: next })} />;
}
