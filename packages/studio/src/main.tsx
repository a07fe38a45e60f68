import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { autosave } from './files/index.ts';
import { startStudio } from './planner/control.ts';
import { App } from './shell/app.tsx';
import { rememberPreferences } from './shell/shell-state.ts';
import { useStudio } from './state/store.ts';
import './styles/index.css';
import { words } from './words/en.ts';

// react-aria would write a style element of its own, which the page's policy forbids; its one rule is in our styles
const styled = document.createElement('meta');
styled.id = 'react-aria-pressable-style';
document.head.append(styled);

rememberPreferences();
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
startStudio(async () => autosave.isOn() && (await autosave.restore()) === 'restored').catch((error: unknown) => {
  useStudio.getState().set({ problem: words.planFailed(error instanceof Error ? error.message : String(error)) });
});
