/** Takes the pointer for a tool, over the whole stage; what moves the photo (second finger, middle button, space bar) is left to that. */
import { type PointerEvent, useRef } from 'react';
import type { Point } from '../state/inputs.ts';
import { cancelGesture, cancelledGestures } from './gesture.ts';
import { useStage } from './stage-state.ts';
import { toPhoto } from './viewport.ts';

interface ToolSurfaceProps {
  readonly hideCursor?: boolean;
  onPress?(at: Point, event: PointerEvent): void;
  /** While pressed. */
  onDrag?(at: Point, event: PointerEvent): void;
  onRelease?(at: Point, event: PointerEvent): void;
  /** Wherever the pointer is; null once it has left. */
  onHover?(at: Point | null): void;
  onDoubleClick?(): void;
}

export function ToolSurface({ hideCursor = false, onPress, onDrag, onRelease, onHover, onDoubleClick }: ToolSurfaceProps) {
  const pressedBy = useRef<number | null>(null);
  const cancelledBefore = useRef(0);
  const isMine = (event: PointerEvent): boolean => pressedBy.current === event.pointerId && cancelledBefore.current === cancelledGestures();
  const at = (event: PointerEvent<SVGRectElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    return toPhoto(useStage.getState().view, [event.clientX - box.left, event.clientY - box.top]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer's only; keys go to the handles
    <rect
      className={hideCursor ? 'canvas-surface canvas-surface-bare' : 'canvas-surface'}
      width="100%"
      height="100%"
      onPointerDown={(event) => {
        if (!event.isPrimary) {
          pressedBy.current = null;
          cancelGesture();
          return;
        }
        if (event.button !== 0 || useStage.getState().panning) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        pressedBy.current = event.pointerId;
        cancelledBefore.current = cancelledGestures();
        onPress?.(at(event), event);
      }}
      onPointerMove={(event) => {
        if (!event.isPrimary) return;
        onHover?.(at(event));
        if (isMine(event)) onDrag?.(at(event), event);
      }}
      onPointerUp={(event) => {
        const mine = isMine(event);
        pressedBy.current = null;
        if (mine) onRelease?.(at(event), event);
      }}
      onPointerCancel={() => {
        pressedBy.current = null;
        cancelGesture();
      }}
      onPointerLeave={() => onHover?.(null)}
      onDoubleClick={onDoubleClick}
    />
  );
}
