/** A button that is an icon: its name is in the tooltip and for screen readers. */
import type { ReactNode } from 'react';
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import { words } from '../words/en.ts';

export function IconButton(props: {
  readonly name: string;
  readonly children: ReactNode;
  readonly onPress: () => void;
  /** Beside the icon where there is room. */
  readonly text?: string;
  readonly keys?: string;
  readonly disabled?: boolean;
}) {
  const { name, children, onPress, text, keys, disabled = false } = props;
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <Button className="icon-button" aria-label={name} onPress={onPress} isDisabled={disabled}>
        {children}
        {text === undefined ? null : <span className="icon-text">{text}</span>}
      </Button>
      <Tooltip className="tooltip" offset={6}>
        {keys === undefined ? name : words.bar.withKey(name, keys)}
      </Tooltip>
    </TooltipTrigger>
  );
}
