/** Files dropped anywhere on the page, or pasted. */
import { useEffect, useState } from 'react';
import { openTransferred } from './opening.ts';

/** @returns whether a file hovers over the page */
export function useIncoming(): boolean {
  const [hovering, setHovering] = useState(false);
  useEffect(() => {
    const holdsFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent): void => {
      if (!holdsFile(event)) return;
      event.preventDefault();
      setHovering(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setHovering(false);
    };
    const drop = (event: DragEvent): void => {
      if (!holdsFile(event)) return;
      event.preventDefault();
      setHovering(false);
      openTransferred(event.dataTransfer);
    };
    const paste = (event: ClipboardEvent): void => openTransferred(event.clipboardData);
    const ended = new AbortController();
    const { signal } = ended;
    addEventListener('dragover', over, { signal });
    addEventListener('dragleave', leave, { signal });
    addEventListener('drop', drop, { signal });
    addEventListener('paste', paste, { signal });
    return () => ended.abort();
  }, []);
  return hovering;
}
