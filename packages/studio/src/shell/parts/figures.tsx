/** Numbers with what is known about them. */
import type { Estimate } from '@stubble/engine';
import type { ReactNode } from 'react';
import { useStudio } from '../../state/store.ts';
import { words } from '../../words/en.ts';
import { type Printed, printed, withUnit } from '../../words/format.ts';

/** @param fine millimetres for every reader: needles, dots, depths */
export function Figure({ estimate, fine = false }: { readonly estimate: Estimate; readonly fine?: boolean }) {
  const unit = useStudio((state) => state.unit);
  const shown = printed(estimate, fine ? 'mm' : unit);
  return (
    <span className="figure">
      <span className="value">{withUnit(shown.value, shown.unit)}</span> {isExact(shown) ? null : <Interval text={shown.interval} />}
    </span>
  );
}

/** What was said and not measured has no interval. */
function isExact({ interval }: Printed): boolean {
  const [low, high] = interval.split('–');
  return low === high;
}

function Interval({ text }: { readonly text: string }) {
  return (
    <span className="interval" title={words.figure.interval(text)}>
      {text}
    </span>
  );
}

/** The number that a step is about, large. */
export function BigFigure(props: { readonly label: string; readonly estimate: Estimate; readonly fine?: boolean }) {
  const unit = useStudio((state) => state.unit);
  const shown = printed(props.estimate, props.fine ? 'mm' : unit);
  return (
    <div className="big-figure">
      <dt>{props.label}</dt>
      <dd>
        <span className="value">{shown.value}</span> <span className="unit">{shown.unit}</span>
        <span className="interval">{words.figure.interval(shown.interval)}</span>
      </dd>
    </div>
  );
}

/** A count that was decided, not measured, has no interval. */
export function BigCount(props: { readonly label: string; readonly value: string; readonly below?: string }) {
  return (
    <div className="big-figure">
      <dt>{props.label}</dt>
      <dd>
        <span className="value">{props.value}</span>
        {props.below === undefined ? null : <span className="interval">{props.below}</span>}
      </dd>
    </div>
  );
}

export function BigFigures({ children }: { readonly children: ReactNode }) {
  return <dl className="big-figures">{children}</dl>;
}

export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className="facts">{children}</dl>;
}

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A number that a photo may be unable to give: then the reason stands in its place. */
export function MaybeFact(props: {
  readonly name: string;
  readonly estimate: Estimate | null | undefined;
  readonly reason: string;
  readonly fine?: boolean;
}) {
  const { name, estimate, reason, fine = false } = props;
  if (estimate === null || estimate === undefined)
    return (
      <div className="fact missing">
        <dt>{name}</dt>
        <dd>
          {words.figure.none}
          <span className="reason">{reason}</span>
        </dd>
      </div>
    );
  return (
    <Fact name={name}>
      <Figure estimate={estimate} fine={fine} />
    </Fact>
  );
}
