/** What is open in the shell itself, and what this browser remembers of it: preferences, never anything of a photo. */
import { create } from 'zustand';
import { useStudio } from '../state/store.ts';

export type SheetHeight = 'closed' | 'half' | 'full';

interface ShellState {
  readonly sheet: SheetHeight;
  readonly helpOpen: boolean;
  readonly tourOpen: boolean;
  /** An encrypted case that waits for its passphrase. */
  readonly caseToUnlock: File | null;
  /** Both bars as they were measured on paper; null: not yet. */
  readonly printedBarsMm: { readonly across: number | null; readonly along: number | null };
}

export const useShell = create<ShellState>()(() => ({
  sheet: 'closed',
  helpOpen: false,
  tourOpen: false,
  caseToUnlock: null,
  printedBarsMm: { across: null, along: null },
}));

const KEY = 'stubble-preferences';
const REMEMBERED = ['tourSeen', 'theme', 'unit', 'screenPxPerMm'] as const;

interface Preferences {
  readonly tourSeen?: boolean;
  readonly theme?: 'system' | 'light' | 'dark';
  readonly unit?: 'mm' | 'inch';
  readonly screenPxPerMm?: number | null;
  readonly printedBarsMm?: ShellState['printedBarsMm'];
}

/** Reads the preferences, and writes them whenever one changes. */
export function rememberPreferences(): void {
  const { tourSeen = false, theme = 'system', unit = 'mm', screenPxPerMm = null, printedBarsMm } = stored();
  useStudio.getState().set({ tourSeen, theme, unit, screenPxPerMm });
  useShell.setState({ tourOpen: !tourSeen, ...(printedBarsMm === undefined ? {} : { printedBarsMm }) });
  useStudio.subscribe((now, before) => {
    if (REMEMBERED.some((name) => now[name] !== before[name])) store();
  });
  useShell.subscribe((now, before) => {
    if (now.printedBarsMm !== before.printedBarsMm) store();
  });
}

function stored(): Preferences {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Preferences;
  } catch {
    // storage is forbidden, or holds something else: begin as on the first day
    return {};
  }
}

function store(): void {
  const { tourSeen, theme, unit, screenPxPerMm } = useStudio.getState();
  const preferences: Preferences = { tourSeen, theme, unit, screenPxPerMm, printedBarsMm: useShell.getState().printedBarsMm };
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // a browser that keeps nothing forgets preferences, and that is all
  }
}

export function closeTour(): void {
  useShell.setState({ tourOpen: false });
  useStudio.getState().set({ tourSeen: true });
}
