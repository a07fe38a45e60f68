/** Whether work is kept in this browser, where, and what of it lies there. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { autosave } from '../files/index.ts';
import { Action, Toggle } from '../shell/parts/controls.tsx';
import { Hint } from '../shell/parts/text.tsx';
import { words } from '../words/en.ts';

const text = words.photo;

export function Autosave() {
  const [isOn, setOn] = useState(() => autosave.isOn());
  const change = (on: boolean): void => {
    if (on) autosave.turnOn();
    else autosave.turnOff();
    setOn(autosave.isOn());
  };
  return (
    <>
      <Toggle label={text.autosave} hint={isOn ? autosave.where : text.autosaveOff} on={isOn} onChange={change} />
      <KeptWork key={String(isOn)} />
    </>
  );
}

function KeptWork() {
  const [found, setSavedAt] = useState<string | null>(null);
  const savedAt = useSyncExternalStore(autosave.watchKept, autosave.keptAt) ?? found;
  useEffect(() => {
    let isShown = true;
    void autosave.kept().then((kept) => {
      if (isShown) setSavedAt(kept?.savedAt ?? null);
    });
    return () => {
      isShown = false;
    };
  }, []);
  if (savedAt === null) return null;
  const clear = async (): Promise<void> => {
    await autosave.clear();
    setSavedAt(null);
  };
  return (
    <>
      <Hint>{text.kept(new Date(savedAt))}</Hint>
      <div className="actions">
        <Action onPress={() => void autosave.restore()}>{text.restore}</Action>
        <Action onPress={() => void clear()}>{text.clearKept}</Action>
      </div>
    </>
  );
}
