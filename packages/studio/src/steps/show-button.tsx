/** Marks something on the photo, and takes the mark away again. */
import { ToggleButton } from 'react-aria-components';
import { words } from '../words/en.ts';

const text = words.check;

/** @param of what is marked, for those who hear the button */
export function ShowButton(props: { readonly isShown: boolean; readonly onToggle: () => void; readonly of: string }) {
  return (
    <ToggleButton className="action quiet show-button" isSelected={props.isShown} onChange={props.onToggle}>
      {props.isShown ? text.hide : text.show}
      <span className="visually-hidden">: {props.of}</span>
    </ToggleButton>
  );
}
