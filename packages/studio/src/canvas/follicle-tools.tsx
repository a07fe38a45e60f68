/** Hair roots that the program missed, or saw where there are none. The found ones are rings on the canvas. */
import { useState } from 'react';
import type { Point } from '../state/inputs.ts';
import { useStudio } from '../state/store.ts';
import { nearestRoot, withoutRoot, withRoot } from './roots.ts';
import { useStage } from './stage-state.ts';
import { ToolSurface } from './tool-surface.tsx';
import { insidePhoto, type Size, toScreen } from './viewport.ts';

const REACH_PX = 12;
const RING_PX = 6;

export function FollicleTool({ photo, removes }: { readonly photo: Size; readonly removes: boolean }) {
  const follicles = useStudio((s) => s.inputs.follicles);
  const found = useStudio((s) => s.planned?.follicles ?? null);
  const { decide } = useStudio.getState();
  const view = useStage((s) => s.view);
  const [hover, setHover] = useState<Point | null>(null);
  const reachPx = REACH_PX / view.scale;
  const meant = removes && hover !== null ? nearestRoot(found, follicles, hover, reachPx) : null;

  const clicked = (at: Point): void => {
    if (!removes) {
      decide({ follicles: withRoot(follicles, insidePhoto(at, photo), reachPx) });
      return;
    }
    const root = nearestRoot(found, follicles, at, reachPx);
    if (root !== null) decide({ follicles: withoutRoot(follicles, root) });
  };

  const ring = (at: Point, className: string, radiusPx = RING_PX) => {
    const [x, y] = toScreen(view, at);
    return <circle key={`${className} ${at[0]} ${at[1]}`} className={className} cx={x} cy={y} r={radiusPx} />;
  };
  const cross = (at: Point) => {
    const [x, y] = toScreen(view, at);
    return <path key={`${at[0]} ${at[1]}`} className="canvas-root-gone" d={`M${x - 5} ${y - 5}l10 10m0 -10l-10 10`} />;
  };
  return (
    <>
      <ToolSurface onPress={clicked} onHover={setHover} />
      <g className="canvas-passive">
        {follicles.add.map((at) => ring(at, 'canvas-root-added'))}
        {follicles.remove.map(cross)}
        {meant !== null && ring(meant.at, 'canvas-root-meant', REACH_PX)}
      </g>
    </>
  );
}
