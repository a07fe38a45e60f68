/** What a tool does where the pointer would, for those who work by keyboard: arrows bring a place to the middle of the stage, Enter acts there. */
import type { Point, Polygon } from '../state/inputs.ts';
import { useStudio } from '../state/store.ts';
import { withRoot } from './roots.ts';
import { useStage } from './stage-state.ts';
import { insidePhoto, toPhoto } from './viewport.ts';

/** A mole of usual size with a margin; it can be moved afterwards. */
const MOLE_RADIUS_MM = 4;
const CORNERS = 20;
/** An added root takes the place of one this near, in pixels of the screen. */
const SAME_ROOT_PX = 12;

/** False where the tool has nothing to do by Enter. */
export function actInMiddle(): boolean {
  const { tool, photo, planned, inputs, brush, decide } = useStudio.getState();
  if (photo === null || planned === null) return false;
  const { view, stage } = useStage.getState();
  const middle = insidePhoto(toPhoto(view, [stage.width / 2, stage.height / 2]), photo);
  if (tool === 'brush') {
    const stroke = { path: [middle], radiusPx: brush.radiusMm * planned.pxPerMm, factor: brush.factor };
    decide({ brush: [...inputs.brush, stroke] });
  } else if (tool === 'exclude') decide({ excludePx: [...inputs.excludePx, circle(middle, MOLE_RADIUS_MM * planned.pxPerMm)] });
  else if (tool === 'follicle-add') decide({ follicles: withRoot(inputs.follicles, middle, SAME_ROOT_PX / view.scale) });
  else return false;
  return true;
}

function circle([x, y]: Point, radiusPx: number): Polygon {
  return Array.from({ length: CORNERS }, (_, i): Point => {
    const angle = (2 * Math.PI * i) / CORNERS;
    return [x + radiusPx * Math.cos(angle), y + radiusPx * Math.sin(angle)];
  });
}
