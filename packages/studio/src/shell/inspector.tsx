/** The step's numbers and controls: a column at the right, a sheet over the lower part of a small screen. */
import { type PointerEvent, useRef } from 'react';
import { type Step, useStudio } from '../state/store.ts';
import { isPatch } from '../state/subject.ts';
import { DesignStep } from '../steps/design-step.tsx';
import { DotsStep } from '../steps/dots-step.tsx';
import { FutureStep } from '../steps/future-step.tsx';
import { MeasureStep } from '../steps/measure-step.tsx';
import { PatchNotice } from '../steps/patch-notice.tsx';
import { PhotoStep } from '../steps/photo-step.tsx';
import { PrintStep } from '../steps/print-step.tsx';
import { ScaleStep } from '../steps/scale-step.tsx';
import { SeeStep } from '../steps/see-step.tsx';
import { useCheck } from '../steps/use-check.ts';
import { words } from '../words/en.ts';
import { Doubts, Fold, Hint, isDoubt, Notes } from './parts/text.tsx';
import { type SheetHeight, useShell } from './shell-state.ts';
import { needsHead, notesOf } from './step-marks.ts';

const STEP_VIEWS: Readonly<Record<Step, () => React.ReactNode>> = {
  photo: PhotoStep,
  scale: ScaleStep,
  measure: MeasureStep,
  design: DesignStep,
  dots: DotsStep,
  see: SeeStep,
  future: FutureStep,
  print: PrintStep,
};

export function Inspector() {
  const step = useStudio((state) => state.step);
  const isPreview = useStudio((state) => state.planned?.preview ?? false);
  const plan = useStudio((state) => state.planned?.plan);
  const sheet = useShell((state) => state.sheet);
  const hasNoUse = useStudio((state) => isPatch(state) && needsHead(state.step));
  const notes = hasNoUse ? [] : notesOf(plan, step);
  useCheck();
  const View = hasNoUse ? PatchNotice : STEP_VIEWS[step];
  return (
    <aside className="inspector" id="inspector" data-sheet={sheet} aria-label={words.app.inspector}>
      <SheetHandle step={step} sheet={sheet} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard */}
      <section key={step} className="inspector-scroll" aria-labelledby="step-title" tabIndex={0}>
        <div className="inspector-head">
          <h2 id="step-title">{words.steps.names[step]}</h2>
          <p>{words.steps.leads[step]}</p>
        </div>
        {isPreview ? <Hint>{words.app.previewNumbers}</Hint> : null}
        <Doubts notes={notes.filter(isDoubt)} />
        <View />
        <Notes notes={notes.filter((note) => !isDoubt(note))} />
      </section>
      <Changes />
    </aside>
  );
}

/** After a decision: what became different in the numbers. At the foot, so that nothing moves under the pointer. */
function Changes() {
  const changes = useStudio((state) => state.planned?.changes);
  const last = changes?.at(-1);
  if (changes === undefined || last === undefined) return null;
  return (
    <div className="inspector-foot">
      <Fold title={words.notes.changed(last)}>
        <ul className="plain-list">
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      </Fold>
    </div>
  );
}

const NEXT: Readonly<Record<SheetHeight, SheetHeight>> = { closed: 'half', half: 'full', full: 'closed' };
const HEIGHTS = ['closed', 'half', 'full'] as const;
/** A drag shorter than this is a tap. */
const DRAG_PX = 24;

function SheetHandle({ step, sheet }: { readonly step: Step; readonly sheet: SheetHeight }) {
  const from = useRef<number | null>(null);
  const start = (event: PointerEvent<HTMLButtonElement>): void => {
    from.current = event.clientY;
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const dragged = useRef(false);
  const end = (event: PointerEvent): void => {
    const byPx = from.current === null ? 0 : event.clientY - from.current;
    from.current = null;
    dragged.current = Math.abs(byPx) > DRAG_PX;
    if (!dragged.current) return;
    const at = HEIGHTS.indexOf(sheet) + (byPx < 0 ? 1 : -1);
    useShell.setState({ sheet: HEIGHTS[Math.max(0, Math.min(2, at))] ?? 'half' });
  };
  const tap = (): void => {
    if (!dragged.current) useShell.setState({ sheet: NEXT[sheet] });
    dragged.current = false;
  };
  return (
    <button type="button" className="sheet-handle" aria-expanded={sheet !== 'closed'} onPointerDown={start} onPointerUp={end} onClick={tap}>
      <span className="sheet-grip" />
      <span className="sheet-title" aria-hidden="true">
        {words.steps.names[step]}
      </span>
      <span className="visually-hidden">{words.sheet.states[sheet]}</span>
    </button>
  );
}
