/** A button that takes a tool in hand, and puts it away when pressed again. */
import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components';
import { type Tool, useStudio } from '../../state/store.ts';
import { useShell } from '../shell-state.ts';

export function ToolButton({ tool, icon, children }: { readonly tool: Tool; readonly icon?: ReactNode; readonly children: ReactNode }) {
  const current = useStudio((state) => state.tool);
  const set = useStudio((state) => state.set);
  const take = (on: boolean): void => {
    set({ tool: on ? tool : 'look' });
    // on a small screen the sheet lies over what is to be drawn on
    if (on) useShell.setState({ sheet: 'closed' });
  };
  return (
    <ToggleButton className="tool" isSelected={current === tool} onChange={take}>
      {icon}
      <span>{children}</span>
    </ToggleButton>
  );
}
