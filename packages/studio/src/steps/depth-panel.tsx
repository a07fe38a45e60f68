/** The panel of depths, drawn by the worker when it is first unfolded. */
import { useEffect, useState } from 'react';
import { planner } from '../planner/control.ts';
import { Explained, Hint } from '../shell/parts/text.tsx';
import { words } from '../words/en.ts';

const text = words.see.depthPanel;
/** It depends on nothing of the plan, so that one drawing serves. */
let drawn: Promise<string> | null = null;

function panelAddress(): Promise<string> {
  drawn ??= planner.depthPanel().then((svg) => URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' })));
  return drawn;
}

export function DepthPanel() {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    panelAddress().then(setAddress, () => {
      drawn = null;
    });
  }, []);
  return (
    <>
      {address === null ? (
        <Hint>{text.wait}</Hint>
      ) : (
        <a className="depth-panel" href={address} target="_blank" rel="noreferrer">
          <img src={address} alt={text.alt} width={1120} height={712} />
        </a>
      )}
      <Explained text={text.text} />
    </>
  );
}
