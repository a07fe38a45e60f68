/** The treated picture carries its mark in its lower left corner; where that is not seen, the stage says it itself. */
import { useStudio } from '../state/store.ts';
import { useStage } from './stage-state.ts';
import { markIsSeen, type Size, spanPx, splitPx } from './viewport.ts';
import { words } from './words.ts';

const WIDTH_PX = 92;
const HEIGHT_PX = 24;
const GAP_PX = 10;
/** Room of the zoom buttons in the stage's lower right corner. */
const BUTTONS_PX = { width: 260, height: 60 };

export function SimulationMark({ photo }: { readonly photo: Size }) {
  const { view, stage } = useStage();
  const split = useStudio((s) => s.seeing.split);
  const [left, right] = spanPx(view, stage, photo);
  const xPx = splitPx(split, [left, right]);
  if (right - xPx < 1 || markIsSeen(view, stage, photo, xPx)) return null;
  // a narrow rest of the treated side does not hold it: it then reaches over the split
  const x = Math.max(GAP_PX, right - WIDTH_PX - GAP_PX);
  const free = x + WIDTH_PX > stage.width - BUTTONS_PX.width ? stage.height - BUTTONS_PX.height + GAP_PX : stage.height;
  const bottom = Math.min(free, view.yPx + photo.height * view.scale);
  const y = Math.max(GAP_PX, bottom - HEIGHT_PX - GAP_PX);
  return (
    <g className="canvas-mark" transform={`translate(${x} ${y})`}>
      <rect width={WIDTH_PX} height={HEIGHT_PX} rx={4} />
      <text x={WIDTH_PX / 2} y={HEIGHT_PX / 2} textAnchor="middle" dominantBaseline="central">
        {words.simulation}
      </text>
    </g>
  );
}
