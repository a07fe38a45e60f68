/** What a careful practitioner would object to: broken rules first, each with its reason, its source and where on the photo it lies. */
import { type Finding, type FindingVerdict, RULE_TITLES } from '@stubble/engine';
import { goTo } from '../canvas/stage-state.ts';
import type { Planned } from '../planner/api.ts';
import { useFindings } from '../planner/findings.ts';
import { Attention, Check } from '../shell/icons.tsx';
import { Fold, Hint, Section } from '../shell/parts/text.tsx';
import { useShell } from '../shell/shell-state.ts';
import { words } from '../words/en.ts';
import { ShowButton } from './show-button.tsx';

const text = words.check;

export function PlanCheck({ planned }: { readonly planned: Planned }) {
  const { findings, of, isAwaited } = useFindings();
  const isOld = of !== planned;
  return (
    <Section title={text.title}>
      <Hint>{text.hint}</Hint>
      <p className="visually-hidden" role="status">
        {findings === null || isOld ? '' : text.ready(countOf(findings, 'breaks'), countOf(findings, 'doubt'))}
      </p>
      {findings === null ? <Hint>{text.waiting}</Hint> : <Findings findings={findings} />}
      {findings !== null && isOld && isAwaited ? <Hint>{text.old}</Hint> : null}
    </Section>
  );
}

function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const of = (verdict: FindingVerdict): readonly Finding[] => findings.filter((finding) => finding.verdict === verdict);
  const [broken, doubted, kept, untold] = [of('breaks'), of('doubt'), of('keeps'), of('cannot-tell')];
  return (
    <>
      <p className={broken.length === 0 ? 'check-sum good' : 'check-sum bad'}>{text.sum(broken.length, doubted.length)}</p>
      <FindingList findings={broken} />
      <FindingList findings={doubted} />
      <div className="folds">
        <Fold lazy title={text.kept(kept.length)}>
          <FindingList findings={kept} />
        </Fold>
        {untold.length === 0 ? null : (
          <Fold lazy title={text.untold(untold.length)}>
            <FindingList findings={untold} />
          </Fold>
        )}
      </div>
    </>
  );
}

function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <ul className="findings">
      {findings.map((finding) => (
        <OneFinding key={finding.rule} finding={finding} />
      ))}
    </ul>
  );
}

function OneFinding({ finding: { rule, verdict, says, reason, source, limit, places } }: { readonly finding: Finding }) {
  return (
    <li className={`finding ${verdict}`}>
      <span className="finding-mark">{verdict === 'keeps' ? <Check size={12} /> : <Attention size={12} />}</span>
      <div className="finding-body">
        <h4>
          {RULE_TITLES[rule]} <span className="finding-verdict">{text.verdicts[verdict]}</span>
        </h4>
        <p>{says}</p>
        <details>
          <summary>
            {text.why}
            <span className="visually-hidden">: {RULE_TITLES[rule]}</span>
          </summary>
          <p>{reason}</p>
          <p>{text.limit(limit)}</p>
          <p className="finding-source">{text.source(source)}</p>
        </details>
        {places.length === 0 ? null : <ShowPlaces rule={rule} places={places} />}
      </div>
    </li>
  );
}

function ShowPlaces({ rule, places }: Pick<Finding, 'rule' | 'places'>) {
  const isShown = useFindings((state) => state.shown === rule);
  const toggle = (): void => {
    useFindings.setState({ shown: isShown ? null : rule });
    if (isShown) return;
    // on a small screen the sheet lies over what is shown
    useShell.setState({ sheet: 'closed' });
    goTo(places.flatMap(({ shapePx }) => shapePx));
  };
  return <ShowButton isShown={isShown} onToggle={toggle} of={RULE_TITLES[rule]} />;
}

function countOf(findings: readonly Finding[], verdict: FindingVerdict): number {
  return findings.filter((finding) => finding.verdict === verdict).length;
}
