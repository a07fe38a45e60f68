/** Sections, notes and explanations of an inspector. */
import type { Plan } from '@stubble/engine';
import { type ReactNode, useId, useState } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { words } from '../../words/en.ts';
import type { Explanation } from '../../words/explanation.ts';
import { SOURCES, type Source } from '../../words/sources.ts';
import { Attention, Chevron } from '../icons.tsx';

export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}

export function Hint({ children }: { readonly children: ReactNode }) {
  return <p className="hint">{children}</p>;
}

/**
 * @param lazy its content is made when it is first unfolded; else it is there from the start, so that the browser's own search finds it
 * @param onTurn told when it is unfolded or folded
 */
export function Fold(props: {
  readonly title: string;
  readonly children: ReactNode;
  readonly lazy?: boolean;
  readonly onTurn?: (isOpen: boolean) => void;
}) {
  const { title, children, lazy = false, onTurn } = props;
  const [wasOpen, setWasOpen] = useState(false);
  const turn = (isOpen: boolean): void => {
    setWasOpen(wasOpen || isOpen);
    onTurn?.(isOpen);
  };
  return (
    <Disclosure className="fold" onExpandedChange={turn}>
      <Heading level={3} className="fold-heading">
        <Button slot="trigger" className="fold-button">
          <span>{title}</span>
          <Chevron size={16} />
        </Button>
      </Heading>
      <DisclosurePanel className="fold-panel">{lazy && !wasOpen ? null : children}</DisclosurePanel>
    </Disclosure>
  );
}

/** "In plain words" unless it has a title of its own. */
export function PlainWords({ text, title = words.plain.title }: { readonly text: Explanation; readonly title?: string }) {
  return (
    <Fold title={title}>
      <Explained text={text} />
    </Fold>
  );
}

export function Explained({ text }: { readonly text: Explanation }) {
  return (
    <div className="explained">
      {text.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <p className="sources-title">{words.plain.sources}</p>
      <ul className="sources">
        {text.sources.map((id) => (
          <Cited key={id} source={SOURCES[id]} />
        ))}
      </ul>
    </div>
  );
}

/** A link is followed only when it is clicked; nothing is fetched by the page itself. */
function Cited({ source: { text, doi } }: { readonly source: Source }) {
  return (
    <li>
      {text}
      {doi === undefined ? null : (
        <>
          {' '}
          <a href={`https://doi.org/${doi}`} target="_blank" rel="noreferrer">
            {words.plain.doi(doi)}
          </a>
        </>
      )}
    </li>
  );
}

type Note = Plan['notes'][number];

/** What must be read before the numbers are used. */
export function isDoubt({ severity }: Note): boolean {
  return severity !== 'info';
}

export function Doubts({ notes }: { readonly notes: readonly Note[] }) {
  if (notes.length === 0) return null;
  return (
    <ul className="notes" aria-label={words.notes.doubts}>
      {notes.map((note) => (
        <li key={`${note.code} ${note.message}`} className={`note ${note.severity}`}>
          <span className="note-mark">
            <Attention size={12} />
          </span>
          <span>
            <strong className="note-severity">{words.notes.severities[note.severity]}.</strong> {words.noteText(note)}
          </span>
        </li>
      ))}
    </ul>
  );
}

export function Notes({ notes }: { readonly notes: readonly Note[] }) {
  if (notes.length === 0) return null;
  return (
    <Section title={words.notes.title}>
      <ul className="notes">
        {notes.map((note) => (
          <li key={`${note.code} ${note.message}`} className="note">
            <span className="note-point" />
            <span>{words.noteText(note)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
