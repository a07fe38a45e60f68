/** The pictures, the dots and the found roots; repainted in the next frame after something of them changed. */
import { useEffect, useMemo, useRef } from 'react';
import { useStudio } from '../state/store.ts';
import { isPatch, showsMap, showsRoots } from '../state/subject.ts';
import { type DotCloud, dotCloud } from './dot-cloud.ts';
import { type MapLayer, mapLayer } from './map-layer.ts';
import { paint } from './paint.ts';
import { needsFine, outgrows } from './picture-loader.ts';
import { loader, sightOf, usePictures } from './pictures.ts';
import { useStage } from './stage-state.ts';
import { type Size, spanPx, splitPx, visiblePart } from './viewport.ts';
import { stateAtDays, words } from './words.ts';

export function useDots(): DotCloud | null {
  const planned = useStudio((s) => s.planned);
  const shown = useStudio((s) => (s.showDots || s.step === 'dots' || s.step === 'design') && !isPatch(s));
  const cloud = useMemo(() => (planned === null ? null : dotCloud(planned)), [planned]);
  return shown ? cloud : null;
}

function useMap(photo: Size): MapLayer | null {
  const planned = useStudio((s) => (showsMap(s) ? s.planned : null));
  const { width, height } = photo;
  return useMemo(() => (planned === null ? null : mapLayer(planned, { width, height })), [planned, width, height]);
}

/** Asks for what is to be seen whenever that changes. */
export function useWishes(photo: Size): void {
  // a patch from close by is looked at as it is
  const planned = useStudio((s) => (isPatch(s) ? null : s.planned));
  const { atDays, outlook, light, depthMm, hairLengthMm, sunSedPerYear } = useStudio((s) => s.seeing);
  // what is drawn or counted needs every pixel
  const distanceM = useStudio((s) => (s.step === 'see' ? s.seeing.distanceM : null));
  const showsKept = useStudio((s) => s.left === 'kept' && s.kept !== null);
  const kept = useStudio((s) => s.kept);
  const wasPlain = useRef(true);
  const { view, stage } = useStage();
  const fine = usePictures((s) => s.treated.fine ?? s.treated.quick);

  useEffect(() => loader.open(photo), [photo]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a photo that is opened anew forgets what was wished for
  useEffect(() => {
    const sight = sightOf({ atDays, outlook, light, depthMm, hairLengthMm, sunSedPerYear, distanceM });
    loader.look(planned === null ? null : { sight, quickOnly: planned.preview });
  }, [photo, planned, atDays, outlook, light, depthMm, hairLengthMm, sunSedPerYear, distanceM]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another plan that is kept is another picture
  useEffect(() => {
    const isPlain = !showsKept && distanceM === null;
    if (showsKept) loader.left(sightOf({ atDays, outlook, light, depthMm, hairLengthMm, sunSedPerYear: null, distanceM }), distanceM);
    else if (!isPlain || !wasPlain.current) loader.left(null, distanceM);
    wasPlain.current = isPlain;
  }, [photo, showsKept, kept, distanceM, ...(showsKept ? [atDays, outlook, light, depthMm, hairLengthMm] : [])]);
  useEffect(() => loader.enlarge(needsFine(photo, view.scale * devicePixelRatio)), [view, photo]);
  useEffect(() => {
    const beyond = fine !== null && fine.scale < 1 && outgrows(view.scale * devicePixelRatio, fine.scale);
    loader.near(beyond ? visiblePart(view, stage, photo) : null);
  }, [view, stage, photo, fine]);
}

export function PhotoCanvas({ photo }: { readonly photo: Size & { readonly name: string } }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { view, stage } = useStage();
  const { before, treated, tile } = usePictures();
  const split = useStudio((s) => s.seeing.split);
  const atDays = useStudio((s) => s.seeing.atDays);
  const found = useStudio((s) => (showsRoots(s) ? (s.planned?.follicles ?? null) : null));
  const dots = useDots();
  const map = useMap(photo);

  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const element = canvas.current;
      const context = element?.getContext('2d', { alpha: true });
      if (!element || !context) return;
      const width = Math.round(stage.width * devicePixelRatio);
      const height = Math.round(stage.height * devicePixelRatio);
      if (element.width !== width) element.width = width;
      if (element.height !== height) element.height = height;
      const splitXPx = splitPx(split, spanPx(view, stage, photo));
      paint(context, { view, stage, devicePxPerPx: devicePixelRatio, photo, before, treated, tile, splitXPx, dots, roots: found, map });
    });
    return () => cancelAnimationFrame(frame);
  }, [view, stage, photo, before, treated, tile, split, dots, found, map]);

  const seen = words.picture(photo.name, treated.quick === null ? null : stateAtDays(atDays), dots?.count ?? null, map !== null);
  return <canvas ref={canvas} className="canvas-picture" role="img" aria-label={seen} />;
}
