/** Shafts and how they stand together: calibre, hairs per unit, direction. Only a close-up shows them. */
import type { Plan } from '@stubble/engine';
import { Fact, Facts, Figure, MaybeFact } from '../shell/parts/figures.tsx';
import { Hint, Section } from '../shell/parts/text.tsx';
import { words } from '../words/en.ts';
import { number, percent } from '../words/format.ts';
import { reasonFor } from './measure-reasons.ts';

const text = words.measure;
const CALIBRES = ['terminal', 'intermediate', 'vellusLike'] as const;
type Measured = Plan['measurement'];

/** Whether there is more to say of shafts than that they are too small to be seen. */
export function showsShafts({ measurement: { shaftWidthUm, calibreShares, hairsPerUnit, direction } }: Plan): boolean {
  return [shaftWidthUm, calibreShares, hairsPerUnit, direction].some((one) => one != null);
}

export function Shafts({ plan }: { readonly plan: Plan }) {
  const { shaftWidthUm, calibreShares, hairsPerUnit, direction } = plan.measurement;
  if (!showsShafts(plan)) return null;
  return (
    <Section title={text.shaftsTitle}>
      <Facts>
        <MaybeFact name={text.rows.shaft} estimate={shaftWidthUm} reason={reasonFor(plan, 'shaft')} />
        {direction == null ? null : (
          <Fact name={text.direction}>
            <span className="tone">
              <Arrow degrees={direction.degrees} />
              {text.directionText(direction.degrees, number(direction.spreadDegrees))}
            </span>
          </Fact>
        )}
      </Facts>
      {calibreShares == null ? null : <Calibre shares={calibreShares} />}
      {hairsPerUnit == null ? null : <PerUnit perUnit={hairsPerUnit} />}
      {shaftWidthUm === null ? null : <Hint>{text.shaftHint}</Hint>}
    </Section>
  );
}

function Calibre({ shares }: { readonly shares: NonNullable<Measured['calibreShares']> }) {
  return (
    <div className="calibre">
      <p className="label">{text.calibre}</p>
      <div className="calibre-bar" aria-hidden="true">
        {CALIBRES.filter((name) => shares[name].value > 0).map((name) => (
          <span key={name} className={name} style={{ flexGrow: shares[name].value }} />
        ))}
      </div>
      <Facts>
        {CALIBRES.map((name) => (
          <div key={name} className="fact">
            <dt>
              <span className={`key ${name}`} aria-hidden="true" />
              {text.calibres[name]}
            </dt>
            <dd>
              <Figure estimate={shares[name]} />
            </dd>
          </div>
        ))}
      </Facts>
    </div>
  );
}

function PerUnit({ perUnit: { mean, shares } }: { readonly perUnit: NonNullable<Measured['hairsPerUnit']> }) {
  const most = Math.max(...shares, 0.01);
  return (
    <div className="per-unit">
      <Facts>
        <Fact name={`${text.perUnit}, ${text.perUnitMean.toLowerCase()}`}>
          <Figure estimate={mean} />
        </Fact>
      </Facts>
      <ul className="per-unit-bars" aria-label={text.perUnit}>
        {shares.map((share, i) => {
          const name = text.perUnitNames[i] ?? '';
          return (
            <li key={name}>
              <span className="visually-hidden">{text.perUnitShare(name, percent(share))}</span>
              <span className="value" aria-hidden="true">
                {number(100 * share)} %
              </span>
              <span className="per-unit-bar" style={{ height: `${Math.max(2, (56 * share) / most)}px` }} aria-hidden="true" />
              <span className="per-unit-name" aria-hidden="true">
                {name}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** @param degrees clockwise from the right of the picture, as its y runs down */
function Arrow({ degrees }: { readonly degrees: number }) {
  return (
    <svg className="arrow" viewBox="-10 -10 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <g transform={`rotate(${degrees})`}>
        <path d="M-8 0H8M3 -4.5L8 0L3 4.5" />
      </g>
    </svg>
  );
}
