/** The hairline and the zone: moved where there is one, drawn where there is none. */
import { useStudio } from '../state/store.ts';
import { crossesItself, smoothCurve } from './curve.ts';
import { Pen } from './pen.tsx';
import { ShapeEditor } from './shape-editor.tsx';
import { insidePhoto, type Size } from './viewport.ts';
import { words } from './words.ts';

export function HairlineTool({ photo }: { readonly photo: Size }) {
  const decided = useStudio((s) => s.inputs.hairlinePx);
  const planned = useStudio((s) => s.planned?.hairlinePx);
  const decide = useStudio((s) => s.decide);
  const line = decided ?? planned ?? [];
  if (line.length < 2)
    return (
      <Pen
        photo={photo}
        closed={false}
        onDone={(points) => decide({ hairlinePx: smoothCurve(points, false).map((p) => insidePhoto(p, photo)) })}
      />
    );
  return (
    <ShapeEditor
      photo={photo}
      shape={line}
      closed={false}
      firstHandles={9}
      mostHandles={12}
      label={words.handle.hairline}
      decide={(hairlinePx) => decide({ hairlinePx })}
    />
  );
}

export function ZoneTool({ photo }: { readonly photo: Size }) {
  const decided = useStudio((s) => s.inputs.zonePx);
  const planned = useStudio((s) => s.planned?.zonePx[0]);
  const decide = useStudio((s) => s.decide);
  const set = useStudio((s) => s.set);
  const outline = decided ?? planned ?? [];
  if (outline.length < 3) return <Pen photo={photo} closed onDone={(zonePx) => decide({ zonePx })} />;
  return (
    <ShapeEditor
      photo={photo}
      shape={outline}
      closed
      firstHandles={16}
      mostHandles={24}
      label={words.handle.zone}
      wholeLabel={words.wholeZone}
      decide={(zonePx) => (crossesItself(zonePx) ? set({ problem: words.crosses }) : decide({ zonePx }))}
    />
  );
}
