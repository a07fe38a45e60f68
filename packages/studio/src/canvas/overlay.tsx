/** What the chosen tool shows over the picture, and what is drawn there already. */
import { useStudio } from '../state/store.ts';
import { isPatch } from '../state/subject.ts';
import { BrushTool } from './brush-tool.tsx';
import { pathOf } from './curve.ts';
import { ExcludeTool } from './exclude-tool.tsx';
import { FindingPlaces } from './finding-places.tsx';
import { FollicleTool } from './follicle-tools.tsx';
import { MapOutlines, MarkerOutline } from './measured-outlines.tsx';
import { HairlineTool, ZoneTool } from './outline-tools.tsx';
import { PhotoGroup } from './photo-group.tsx';
import { ReachOutline } from './reach-outline.tsx';
import { ScaleTool, type ScaleToolProps } from './scale-tool.tsx';
import { SimulationMark } from './simulation-mark.tsx';

interface OverlayProps extends ScaleToolProps {
  readonly treated: boolean;
}

export function Overlay({ photo, treated, pending, onPending }: OverlayProps) {
  const tool = useStudio((s) => s.tool);
  const pxPerMm = useStudio((s) => s.planned?.pxPerMm ?? null);
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: its parts carry names of their own
    <svg
      className={tool === 'look' ? 'canvas-overlay canvas-overlay-idle' : 'canvas-overlay'}
      aria-hidden={tool === 'look' ? true : undefined}
    >
      <Outlines />
      <MapOutlines photo={photo} />
      <MarkerOutline />
      <ReachOutline />
      <FindingPlaces />
      {tool === 'scale' && <ScaleTool photo={photo} pending={pending} onPending={onPending} />}
      {tool === 'hairline' && <HairlineTool photo={photo} />}
      {tool === 'zone' && <ZoneTool photo={photo} />}
      {tool === 'exclude' && <ExcludeTool photo={photo} />}
      {tool === 'brush' && pxPerMm !== null && <BrushTool pxPerMm={pxPerMm} />}
      {tool === 'follicle-add' && <FollicleTool photo={photo} removes={false} />}
      {tool === 'follicle-remove' && <FollicleTool photo={photo} removes />}
      {treated && <SimulationMark photo={photo} />}
    </svg>
  );
}

/** While it is designed, all that was drawn is seen, whichever tool is chosen. */
function Outlines() {
  const { inputs, planned, step, tool } = useStudio();
  if ((step !== 'design' && tool !== 'exclude') || isPatch({ inputs, planned })) return null;
  const zone = inputs.zonePx ?? planned?.zonePx[0] ?? [];
  const hairline = inputs.hairlinePx ?? planned?.hairlinePx ?? [];
  return (
    <g className="canvas-passive">
      <PhotoGroup>
        {tool !== 'zone' && <path className="canvas-outline" d={pathOf(zone, true)} />}
        {tool !== 'hairline' && <path className="canvas-outline" d={pathOf(hairline, false)} />}
        {tool !== 'exclude' &&
          inputs.excludePx.map((area) => <path key={pathOf(area, true)} className="canvas-outline" d={pathOf(area, true)} />)}
      </PhotoGroup>
    </g>
  );
}
