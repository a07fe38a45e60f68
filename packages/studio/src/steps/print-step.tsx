/** What leaves the program: the print and whether it is true, files, the case, the client's copy. */
import { useState } from 'react';
import { Input, Label, Text, TextArea, TextField } from 'react-aria-components';
import { downloadCsv, downloadReport, downloadStencil, downloadSvg, downloadTakeHome, saveCase } from '../files/index.ts';
import { Action, Picker, Segmented, Toggle } from '../shell/parts/controls.tsx';
import { DownloadList } from '../shell/parts/download-list.tsx';
import { Hint, PlainWords, Section } from '../shell/parts/text.tsx';
import { useShell } from '../shell/shell-state.ts';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { isCorrectable, PrintCheck } from './print-check.tsx';

const text = words.print;
const PAPERS = [
  { value: 'a4', name: text.papers.a4 },
  { value: 'letter', name: text.papers.letter },
] as const;

export function PrintStep() {
  const isReady = useStudio((state) => state.planned !== null && !state.planned.preview);
  return (
    <>
      <Stencil isReady={isReady} />
      <PrintCheck />
      <Files isReady={isReady} />
      <SaveCase isReady={isReady} />
      <TakeHome isReady={isReady} />
      <PlainWords text={text.plain} />
    </>
  );
}

interface ReadyProps {
  readonly isReady: boolean;
}

function Stencil({ isReady }: ReadyProps) {
  const sessions = useStudio((state) => state.planned?.plan.sessions);
  const [paper, setPaper] = useState<'a4' | 'letter'>('a4');
  const [session, setSession] = useState('all');
  const [dots, setDots] = useState(false);
  const options = [
    { value: 'all', name: text.allSessions },
    ...(sessions ?? []).map((one) => ({ value: String(one.session), name: String(one.session) })),
  ];
  const { across, along } = useShell((state) => state.printedBarsMm);
  const printed = isCorrectable(across) && isCorrectable(along) ? { acrossMm: across, alongMm: along } : null;
  const print = (): void => void downloadStencil({ paper, session: session === 'all' ? null : Number(session), dots, printed });
  return (
    <Section title={text.stencilTitle}>
      <div className="two-fields">
        <Segmented label={text.paper} options={PAPERS} value={paper} onChange={setPaper} />
        <Picker label={text.session} options={options} value={session} onChange={setSession} />
      </div>
      <Toggle label={text.withDots} on={dots} onChange={setDots} />
      <Action kind="primary" wide disabled={!isReady} onPress={print}>
        {text.stencil}
      </Action>
    </Section>
  );
}

function Files({ isReady }: ReadyProps) {
  const files = [
    { name: text.report, hint: text.reportHint, make: downloadReport },
    { name: text.svg, hint: text.svgHint, make: downloadSvg },
    { name: text.csv, hint: text.csvHint, make: downloadCsv },
  ];
  return (
    <Section title={text.filesTitle}>
      <DownloadList files={files} isReady={isReady} />
    </Section>
  );
}

function SaveCase({ isReady }: ReadyProps) {
  const [passphrase, setPassphrase] = useState('');
  const isSealed = passphrase !== '';
  return (
    <Section title={text.caseTitle}>
      <Hint>{text.caseHint}</Hint>
      <TextField className="field" type="password" value={passphrase} onChange={setPassphrase}>
        <Label>{text.passphrase}</Label>
        <Input className="input" autoComplete="new-password" />
        <Text slot="description" className="hint">
          {text.passphraseHint}
        </Text>
      </TextField>
      <Action wide disabled={!isReady} onPress={() => void saveCase(isSealed ? passphrase : null)}>
        {isSealed ? text.saveSealed : text.saveOpen}
      </Action>
    </Section>
  );
}

function TakeHome({ isReady }: ReadyProps) {
  const [note, setNote] = useState('');
  return (
    <Section title={text.homeTitle}>
      <Hint>{text.homeHint}</Hint>
      <TextField className="field" value={note} onChange={setNote}>
        <Label>{text.homeNote}</Label>
        <TextArea className="input area" rows={3} />
        <Text slot="description" className="hint">
          {text.homeNoteHint}
        </Text>
      </TextField>
      <Action wide disabled={!isReady} onPress={() => void downloadTakeHome(note)}>
        {text.home}
      </Action>
    </Section>
  );
}
