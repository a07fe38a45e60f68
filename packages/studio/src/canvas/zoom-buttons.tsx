import { useStudio } from '../state/store.ts';
import type { ZoomControl } from './use-zoom.ts';
import { words } from './words.ts';

export const BUTTON_ZOOM = 1.5;

export function ZoomButtons({ control }: { readonly control: ZoomControl }) {
  const screenPxPerMm = useStudio((s) => s.screenPxPerMm);
  const pxPerMm = useStudio((s) => s.planned?.pxPerMm ?? null);
  return (
    <div className="canvas-buttons" role="toolbar" aria-label={words.zoom}>
      <button type="button" onClick={() => control.scaleBy(1 / BUTTON_ZOOM)} aria-label={words.zoomOut} title={words.zoomOut}>
        −
      </button>
      <button type="button" onClick={() => control.scaleBy(BUTTON_ZOOM)} aria-label={words.zoomIn} title={words.zoomIn}>
        +
      </button>
      <button type="button" onClick={control.fit} title={words.fitHint}>
        {words.fit}
      </button>
      <button type="button" onClick={() => control.scaleTo(1 / devicePixelRatio)} title={words.oneToOneHint}>
        {words.oneToOne}
      </button>
      {screenPxPerMm !== null && pxPerMm !== null && (
        <button type="button" onClick={() => control.scaleTo(screenPxPerMm / pxPerMm)} title={words.lifeSizeHint}>
          {words.lifeSize}
        </button>
      )}
    </div>
  );
}
