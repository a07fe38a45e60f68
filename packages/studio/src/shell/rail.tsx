/** The steps: a rail at the left, a bar at the foot of a small screen. Any step can be entered at any time. */
import { useShallow } from 'zustand/react/shallow';
import { brokenIn, useFindings } from '../planner/findings.ts';
import { STEPS, type Step, useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { Attention, Check, STEP_ICONS } from './icons.tsx';
import { useShell } from './shell-state.ts';
import { type Mark, markOf } from './step-marks.ts';

export function Rail() {
  return (
    <nav className="rail" aria-label={words.app.steps}>
      <ol>
        {STEPS.map((step) => (
          <li key={step}>
            <StepButton step={step} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function StepButton({ step }: { readonly step: Step }) {
  const { isCurrent, mark, planned, set } = useStudio(
    useShallow((state) => ({ isCurrent: state.step === step, mark: markOf(step, state), planned: state.planned, set: state.set })),
  );
  // the rules of good plans are told in the step that decides them
  const broken = useFindings((state) => (step === 'design' ? brokenIn(state, planned) : 0));
  const Icon = STEP_ICONS[step];
  const open = (): void => {
    // on a small screen a second tap on the step brings its sheet up
    const { sheet } = useShell.getState();
    if (isCurrent) useShell.setState({ sheet: sheet === 'closed' ? 'half' : 'closed' });
    else if (sheet === 'closed') useShell.setState({ sheet: 'half' });
    set({ step, tool: 'look' });
  };
  return (
    <button type="button" className="step" aria-current={isCurrent ? 'step' : undefined} onClick={open}>
      <span className="step-icon">
        <Icon />
        <StepMark mark={mark} broken={broken} />
      </span>
      <span className="step-name">
        {words.steps.names[step]}
        {mark === 'none' && broken === 0 ? null : (
          <span className="visually-hidden">, {broken > 0 ? words.steps.broken(broken) : words.steps.marks[mark]}</span>
        )}
      </span>
    </button>
  );
}

function StepMark({ mark, broken }: { readonly mark: Mark; readonly broken: number }) {
  if (broken > 0 && mark !== 'running')
    return (
      <span className="mark attention counted" aria-hidden="true">
        {broken}
      </span>
    );
  if (mark === 'none') return null;
  return (
    <span className={`mark ${mark}`} aria-hidden="true">
      {mark === 'done' ? <Check size={10} /> : mark === 'attention' ? <Attention size={10} /> : null}
    </span>
  );
}
