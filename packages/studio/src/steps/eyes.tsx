/** The plan in other people's eyes: from a distance, from close by, and as a game. */
import type { Plan } from '@stubble/engine';
import { useState } from 'react';
import type { Planned } from '../planner/api.ts';
import { Action, Picker } from '../shell/parts/controls.tsx';
import { Fold, Hint, Section } from '../shell/parts/text.tsx';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { AsSeenTable } from './as-seen.tsx';
import { Noticed } from './noticed.tsx';
import { TellDialog } from './tell-dialog.tsx';

const text = words.eyes;
const DISTANCES = text.distances.map(({ metres, name }) => ({ value: String(metres), name }));
const USUAL_SKIN = 'III';

export function OtherEyes({ plan, planned }: { readonly plan: Plan; readonly planned: Planned }) {
  const distanceM = useStudio((state) => state.seeing.distanceM);
  const see = useStudio((state) => state.see);
  const [isSeenOpen, setSeenOpen] = useState(false);
  const [isNoticedOpen, setNoticedOpen] = useState(false);
  const [isPlaying, setPlaying] = useState(false);
  return (
    <Section title={text.title}>
      <Picker
        label={text.from}
        hint={text.fromHint}
        options={DISTANCES}
        value={String(distanceM)}
        onChange={(value) => see({ distanceM: value === 'null' ? null : Number(value) })}
      />
      <div className="folds">
        <Fold lazy title={text.seen.title} onTurn={setSeenOpen}>
          <div className="fold-body">
            <AsSeenTable planned={planned} isOpen={isSeenOpen} />
          </div>
        </Fold>
        <Fold lazy title={text.noticed.title} onTurn={setNoticedOpen}>
          <div className="fold-body">
            <Noticed planned={planned} isOpen={isNoticedOpen} />
          </div>
        </Fold>
      </div>
      <Action wide onPress={() => setPlaying(true)}>
        {text.game.open}
      </Action>
      <Hint>{text.game.openHint}</Hint>
      {isPlaying ? <TellDialog skinType={plan.options.skinType ?? USUAL_SKIN} onClose={() => setPlaying(false)} /> : null}
    </Section>
  );
}
