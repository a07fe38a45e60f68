/** "Can you tell?": ten pairs of patches, one of hair and one of ink. Drawn one by one while the dialog is open; nothing is recorded. */
import { chanceOf, ROUNDS, type SkinType } from '@stubble/engine';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { adviceUntil } from '../planner/advice.ts';
import type { RoundSeen } from '../planner/advice-api.ts';
import { type Answered, isRight, newSeed, rightOf, type Side, sideOfKey } from '../planner/tell-game.ts';
import { Window } from '../shell/dialogs.tsx';
import { Action } from '../shell/parts/controls.tsx';
import { Table } from '../shell/parts/table.tsx';
import { Hint } from '../shell/parts/text.tsx';
import { words } from '../words/en.ts';
import { percent } from '../words/format.ts';
import { Working } from './as-seen.tsx';

const text = words.eyes.game;

export function TellDialog({ skinType, onClose }: { readonly skinType: SkinType; readonly onClose: () => void }) {
  const [seed, setSeed] = useState(newSeed);
  return (
    <Window title={text.title} isOpen onClose={onClose} wide>
      <Game key={seed} seed={seed} skinType={skinType} onAgain={() => setSeed(newSeed())} onClose={onClose} />
    </Window>
  );
}

interface GameProps {
  readonly seed: number;
  readonly skinType: SkinType;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

function Game({ seed, skinType, onAgain, onClose }: GameProps) {
  const [answers, setAnswers] = useState<readonly Answered[]>([]);
  const { drawn, hasFailed } = useRounds(seed, skinType);
  const round = drawn[answers.length];
  const answer = useCallback(
    (said: Side) => {
      if (round !== undefined) setAnswers((was) => [...was, { ink: round.ink, kind: round.kind, said }]);
    },
    [round],
  );
  // in place as soon as the patches are seen: who knows the answer presses at once
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const side = event.ctrlKey || event.metaKey || event.altKey || event.repeat ? null : sideOfKey(event.key);
      if (side !== null) answer(side);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [answer]);
  if (answers.length === ROUNDS) return <Score answers={answers} onAgain={onAgain} onClose={onClose} />;
  return (
    <>
      <p>{text.lead}</p>
      <Hint>{text.keys}</Hint>
      <p className="tell-round" role="status">
        {text.round(answers.length + 1, ROUNDS)}
      </p>
      <div className="tell-pair">
        {(['left', 'right'] as const).map((side) => (
          <button
            key={side}
            type="button"
            className="tell-tile"
            disabled={round === undefined}
            aria-label={text[side]}
            onClick={() => answer(side)}
          >
            {round === undefined ? null : <Tile bitmap={round[side]} />}
          </button>
        ))}
      </div>
      {hasFailed ? <Hint>{text.failed}</Hint> : round === undefined ? <Working label={text.drawing} /> : null}
      <Hint>{text.model}</Hint>
      <Hint>{text.private}</Hint>
      <div className="window-actions">
        <Action onPress={onClose}>{text.close}</Action>
      </div>
    </>
  );
}

/** Rounds come one by one, the next while one looks at the last. */
function useRounds(seed: number, skinType: SkinType): { readonly drawn: readonly RoundSeen[]; readonly hasFailed: boolean } {
  const [drawn, setDrawn] = useState<readonly RoundSeen[]>([]);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    const open = new AbortController();
    adviceUntil(open.signal, async (advice) => {
      for (let next = await advice.nextRound(seed, skinType); next !== null; next = await advice.nextRound(seed, skinType)) {
        const round = next;
        setDrawn((was) => [...was, round]);
      }
    }).catch(() => {
      if (!open.signal.aborted) setFailed(true);
    });
    return () => open.abort();
  }, [seed, skinType]);
  return { drawn, hasFailed };
}

function Tile({ bitmap }: { readonly bitmap: ImageBitmap }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext('2d')?.drawImage(bitmap, 0, 0);
  }, [bitmap]);
  return <canvas ref={canvas} width={bitmap.width} height={bitmap.height} />;
}

function Score({ answers, onAgain, onClose }: { readonly answers: readonly Answered[] } & Pick<GameProps, 'onAgain' | 'onClose'>) {
  const right = rightOf(answers);
  return (
    <>
      <p className="tell-score" role="status">
        <strong>{text.score(right, ROUNDS)}</strong> {text.chance(right, percent(chanceOf(right)))}
      </p>
      <Table
        caption={text.listTitle}
        columns={[
          { name: text.roundColumn, words: true },
          { name: text.kindColumn, words: true },
          { name: text.answerColumn, words: true },
        ]}
        rows={answers.map((answer, at) => ({
          key: String(at),
          cells: [at + 1, text.kinds[answer.kind], isRight(answer) ? text.found : text.missed],
        }))}
      />
      <h3>{text.gives}</h3>
      <ul className="plain-list">
        {text.tells.map((tell) => (
          <li key={tell}>{tell}</li>
        ))}
      </ul>
      <Hint>{text.model}</Hint>
      <Hint>{text.private}</Hint>
      <div className="window-actions">
        <Action onPress={onAgain}>{text.again}</Action>
        <Action kind="primary" onPress={onClose}>
          {text.close}
        </Action>
      </div>
    </>
  );
}
