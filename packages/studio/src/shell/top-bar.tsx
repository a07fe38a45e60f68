/** Name, photo and its scale; what concerns the whole document. On a small screen the rarer things fold into a menu. */
import { useStore } from 'zustand';
import { saveCase } from '../files/index.ts';
import { redo, undo, useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { number, spreadPercent } from '../words/format.ts';
import { IconButton } from './icon-button.tsx';
import { Help, Logo, Open, Redo, Save, Undo } from './icons.tsx';
import { pickPhoto } from './pick-file.ts';
import { MoreMenu, ThemeMenu, UnitSwitch } from './preferences.tsx';
import { useShell } from './shell-state.ts';

export function TopBar() {
  const canUndo = useStore(useStudio.temporal, (state) => state.pastStates.length > 0);
  const canRedo = useStore(useStudio.temporal, (state) => state.futureStates.length > 0);
  const { bar, app } = words;
  return (
    <header className="top-bar">
      <h1 className="brand">
        <Logo />
        <span>{app.name}</span>
      </h1>
      <PhotoName />
      <div className="bar-tools" role="toolbar" aria-label={app.tools}>
        <IconButton name={bar.undo} keys="Ctrl+Z" onPress={undo} disabled={!canUndo}>
          <Undo />
        </IconButton>
        <IconButton name={bar.redo} keys="Ctrl+Shift+Z" onPress={redo} disabled={!canRedo}>
          <Redo />
        </IconButton>
        <span className="bar-line" />
        <IconButton name={bar.open} text={bar.openShort} keys="Ctrl+O" onPress={pickPhoto}>
          <Open />
        </IconButton>
        <span className="wide-only">
          <IconButton name={bar.save} text={bar.saveShort} keys="Ctrl+S" onPress={() => void saveCase(null)}>
            <Save />
          </IconButton>
          <span className="bar-line" />
          <UnitSwitch />
          <ThemeMenu />
          <IconButton name={bar.help} keys="?" onPress={() => useShell.setState({ helpOpen: true })}>
            <Help />
          </IconButton>
        </span>
        <span className="narrow-only">
          <MoreMenu />
        </span>
      </div>
    </header>
  );
}

function PhotoName() {
  const photo = useStudio((state) => state.photo);
  const known = useStudio((state) => state.planned?.plan.scale);
  const { bar } = words;
  const isAssumed = known?.method === 'prior';
  const pxPerMm = known?.method === 'none' ? undefined : known?.pxPerMm;
  const scale =
    pxPerMm === undefined ? bar.noScale : (isAssumed ? bar.scaleAssumed : bar.scale)(number(pxPerMm.value, 1), spreadPercent(pxPerMm));
  return (
    <div className="photo-name">
      <span className="name">{photo?.name ?? bar.noPhoto}</span>
      {photo?.sample ? <span className="badge">{bar.sampleBadge}</span> : null}
      <button
        type="button"
        className={pxPerMm === undefined || isAssumed ? 'badge doubtful' : 'badge'}
        onClick={() => useStudio.getState().set({ step: 'scale' })}
      >
        {scale}
      </button>
    </div>
  );
}
