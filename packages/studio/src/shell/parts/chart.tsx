/** A chart that the second worker draws, put into the page as elements, so that it takes the page's colours and is read with it. */
import { NARROW_PX, WIDE_PX } from '@stubble/engine';
import { useEffect, useRef, useState } from 'react';
import { foresight } from '../../planner/foresight.ts';
import type { Drawing } from '../../planner/foresight-api.ts';
import { useStudio } from '../../state/store.ts';
import { words } from '../../words/en.ts';
import { Window } from '../dialogs.tsx';
import { Action } from './controls.tsx';
import { Hint } from './text.tsx';

/** For the inspector's column; larger in a window. @param drawing the same object for the same chart: another one is drawn anew */
export function Chart({ drawing }: { readonly drawing: Drawing }) {
  const [isLarge, setLarge] = useState(false);
  const close = (): void => setLarge(false);
  return (
    <div className="chart-box">
      <DrawnChart drawing={drawing} widthPx={NARROW_PX} />
      <span className="chart-larger">
        <Action kind="quiet" onPress={() => setLarge(true)}>
          {words.chart.larger}
          <span className="visually-hidden">: {words.chart.titles[drawing.chart]}</span>
        </Action>
      </span>
      <Window title={words.chart.titles[drawing.chart]} isOpen={isLarge} onClose={close} wide>
        <DrawnChart drawing={drawing} widthPx={WIDE_PX} />
        <div className="window-actions">
          <Action kind="primary" onPress={close}>
            {words.chart.close}
          </Action>
        </div>
      </Window>
    </div>
  );
}

function DrawnChart({ drawing, widthPx }: { readonly drawing: Drawing; readonly widthPx: number }) {
  const [svg, setSvg] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  // a chart of the small copy would be drawn for a moment only, and take its core from the plan
  const isFirst = useStudio((state) => state.planned?.preview ?? true);
  useEffect(() => {
    if (isFirst) return;
    let isWanted = true;
    foresight()
      .draw(drawing, widthPx)
      .then(
        (text) => {
          if (isWanted) setSvg(text);
        },
        () => {
          if (isWanted) setMissing(true);
        },
      );
    return () => {
      isWanted = false;
    };
  }, [drawing, widthPx, isFirst]);
  if (isMissing) return <Hint>{words.chart.missing}</Hint>;
  return svg === null ? <p className="hint chart-waiting">{words.chart.wait}</p> : <Svg text={svg} />;
}

function Svg({ text }: { readonly text: string }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // parsed as XML: no script in it runs, and what is no drawing is left out
    const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    frame.current?.replaceChildren(...(root.localName === 'svg' ? [document.importNode(root, true)] : []));
  }, [text]);
  return <div ref={frame} className="chart" />;
}
