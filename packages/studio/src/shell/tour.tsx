/** Four cards over the photo, which leave the page usable; Esc or a button ends them, and only that they were seen is remembered. */
import { useState } from 'react';
import { words } from '../words/en.ts';
import { IconButton } from './icon-button.tsx';
import { Close } from './icons.tsx';
import { Action } from './parts/controls.tsx';
import { closeTour, useShell } from './shell-state.ts';

export function Tour() {
  const isOpen = useShell((state) => state.tourOpen);
  return isOpen ? <TourCards /> : null;
}

function TourCards() {
  const [at, setAt] = useState(0);
  const { tour } = words;
  const card = tour.cards[at];
  if (card === undefined) return null;
  const isLast = at === tour.cards.length - 1;
  return (
    <section className="tour" aria-label={tour.title}>
      <div className="tour-top">
        <p className="tour-at">{tour.step(at + 1, tour.cards.length)}</p>
        <IconButton name={tour.skip} onPress={closeTour}>
          <Close size={16} />
        </IconButton>
      </div>
      <div aria-live="polite">
        <h2>{card.title}</h2>
        <p>{card.text}</p>
      </div>
      <div className="window-actions">
        {at > 0 ? <Action onPress={() => setAt(at - 1)}>{tour.back}</Action> : null}
        <Action kind="primary" onPress={isLast ? closeTour : () => setAt(at + 1)}>
          {isLast ? tour.done : tour.next}
        </Action>
      </div>
    </section>
  );
}
