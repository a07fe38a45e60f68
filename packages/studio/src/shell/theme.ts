/** Light, dark or as the system: one attribute on the page, which the tokens follow. */
import { useEffect } from 'react';
import { useStudio } from '../state/store.ts';

export function useTheme(): void {
  const theme = useStudio((state) => state.theme);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
}
