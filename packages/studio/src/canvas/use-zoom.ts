/** Wheel, drag, pinch and double click move the photo (d3-zoom); buttons and keys do so through what is returned. */
import { select } from 'd3-selection';
import { type D3ZoomEvent, type ZoomTransform, zoom, zoomIdentity } from 'd3-zoom';
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import { useStudio } from '../state/store.ts';
import { cancelGesture } from './gesture.ts';
import { useStage } from './stage-state.ts';
import { fitView, type Size, scaleLimits, type View, viewAbout } from './viewport.ts';

export interface ZoomControl {
  fit(): void;
  /** CSS pixels per pixel of the photo; the middle of the stage stays. */
  scaleTo(scale: number): void;
  scaleBy(factor: number): void;
  panBy(xPx: number, yPx: number): void;
}

const DOUBLE_CLICK_MS = 160;
/** How far a photo may be moved off the stage, in shares of its size. */
const SLACK = 0.15;

export function useZoom(surface: RefObject<HTMLElement | null>, photo: Size | null): ZoomControl {
  const behaviour = useMemo(() => zoom<HTMLElement, unknown>(), []);
  const photoNow = useRef(photo);

  useEffect(() => {
    const element = surface.current;
    if (element === null) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    behaviour
      .filter((event) => isPan(event))
      .duration(still ? 0 : DOUBLE_CLICK_MS)
      .on('zoom', ({ transform, sourceEvent }: D3ZoomEvent<HTMLElement, unknown>) => {
        const byHand = sourceEvent !== null && sourceEvent !== undefined;
        useStage.setState((was) => ({ view: viewOf(transform), fitted: was.fitted && !byHand }));
      });
    const selection = select(element);
    selection.call(behaviour);
    // the middle button would start the browser's own scrolling
    const noScroll = (event: MouseEvent): void => {
      if (event.button === 1) event.preventDefault();
    };
    element.addEventListener('mousedown', noScroll, { capture: true });
    const resized = new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect;
      keepMiddle({ width, height });
    });
    resized.observe(element);
    return () => {
      resized.disconnect();
      element.removeEventListener('mousedown', noScroll, { capture: true });
      selection.on('.zoom', null);
    };

    function keepMiddle(stage: Size): void {
      const { stage: before, view, fitted } = useStage.getState();
      useStage.setState({ stage });
      if (photoNow.current === null || element === null) return;
      limit(photoNow.current, stage);
      const next = fitted
        ? fitView(photoNow.current, stage)
        : { ...view, xPx: view.xPx + (stage.width - before.width) / 2, yPx: view.yPx + (stage.height - before.height) / 2 };
      select(element).call(behaviour.transform, transformOf(next));
    }

    function limit(photo: Size, stage: Size): void {
      behaviour.scaleExtent(scaleLimits(photo, stage)).extent([
        [0, 0],
        [stage.width, stage.height],
      ]);
    }
  }, [behaviour, surface]);

  useEffect(() => {
    photoNow.current = photo;
    const element = surface.current;
    if (photo === null || element === null) return;
    const stage = { width: element.clientWidth, height: element.clientHeight };
    behaviour
      .scaleExtent(scaleLimits(photo, stage))
      .extent([
        [0, 0],
        [stage.width, stage.height],
      ])
      .translateExtent([
        [-SLACK * photo.width, -SLACK * photo.height],
        [(1 + SLACK) * photo.width, (1 + SLACK) * photo.height],
      ]);
    useStage.setState({ stage, fitted: true });
    select(element).call(behaviour.transform, transformOf(fitView(photo, stage)));
  }, [behaviour, surface, photo]);

  useEffect(
    () =>
      useStage.subscribe(({ goal, stage }, before) => {
        if (goal === null || goal === before.goal || photoNow.current === null || surface.current === null) return;
        const next = viewAbout(goal, photoNow.current, stage);
        useStage.setState({ fitted: next.scale === fitView(photoNow.current, stage).scale });
        select(surface.current).call(behaviour.transform, transformOf(next));
      }),
    [behaviour, surface],
  );

  return useMemo(() => {
    const onSurface = (move: (element: HTMLElement) => void): void => {
      if (surface.current !== null) move(surface.current);
    };
    const byHand = (): void => useStage.setState({ fitted: false });
    return {
      fit: () =>
        onSurface((element) => {
          if (photoNow.current === null) return;
          useStage.setState({ fitted: true });
          select(element).call(behaviour.transform, transformOf(fitView(photoNow.current, useStage.getState().stage)));
        }),
      scaleTo: (scale) =>
        onSurface((element) => {
          byHand();
          select(element).call(behaviour.scaleTo, scale);
        }),
      scaleBy: (factor) =>
        onSurface((element) => {
          byHand();
          select(element).call(behaviour.scaleBy, factor);
        }),
      panBy: (xPx, yPx) =>
        onSurface((element) => {
          byHand();
          const { scale } = useStage.getState().view;
          select(element).call(behaviour.translateBy, xPx / scale, yPx / scale);
        }),
    };
  }, [behaviour, surface]);
}

/** Whether an event moves the photo; with a tool chosen a single finger or the main button is the tool's. */
function isPan(event: MouseEvent | TouchEvent | WheelEvent): boolean {
  const looking = useStudio.getState().tool === 'look' || useStage.getState().panning;
  if (event.type === 'wheel') return true;
  if ('touches' in event) {
    if (event.touches.length > 1) cancelGesture();
    return looking || event.touches.length > 1;
  }
  if (event.type === 'dblclick') return looking;
  return event.button === 1 || (looking && event.button === 0 && !event.ctrlKey);
}

function viewOf({ k, x, y }: ZoomTransform): View {
  return { scale: k, xPx: x, yPx: y };
}

function transformOf({ scale, xPx, yPx }: View): ZoomTransform {
  return zoomIdentity.translate(xPx, yPx).scale(scale);
}
