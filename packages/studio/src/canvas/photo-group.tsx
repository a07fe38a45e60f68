import type { ReactNode } from 'react';
import { useStage } from './stage-state.ts';

/** Its children are drawn in pixels of the photo; strokes keep their width on the screen (see the style sheet). */
export function PhotoGroup({ children }: { readonly children: ReactNode }) {
  const { scale, xPx, yPx } = useStage((s) => s.view);
  return (
    <g className="canvas-in-photo" transform={`translate(${xPx} ${yPx}) scale(${scale})`}>
      {children}
    </g>
  );
}
