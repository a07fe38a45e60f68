/** One screen: bar, steps, photo, states, inspector; dialogs over it. */
import { useEffect, useSyncExternalStore } from 'react';
import { PhotoStage } from '../canvas/photo-stage.tsx';
import { usesAnotherTab, watchTabs } from '../files/index.ts';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { BusyBar } from './busy-bar.tsx';
import { HelpDialog, ProblemDialog, UnlockDialog } from './dialogs.tsx';
import { Inspector } from './inspector.tsx';
import { LiveRegion } from './live-region.tsx';
import { Rail } from './rail.tsx';
import { StatesBar } from './states-bar.tsx';
import { useTheme } from './theme.ts';
import { TopBar } from './top-bar.tsx';
import { Tour } from './tour.tsx';
import { useIncoming } from './use-incoming.ts';
import { useKeys } from './use-keys.ts';

export function App() {
  useTheme();
  useKeys();
  usePageTitle();
  const isHovering = useIncoming();
  const isElsewhere = useSyncExternalStore(watchTabs, usesAnotherTab);
  return (
    <div className="app">
      <a className="skip" href="#inspector">
        {words.app.skipToInspector}
      </a>
      <TopBar />
      <Rail />
      <main className="stage" aria-label={words.app.stage}>
        <div className="stage-photo">
          <PhotoStage />
          <BusyBar />
          {isElsewhere ? <p className="stage-warning">{words.app.another}</p> : null}
          <Tour />
        </div>
        <StatesBar />
      </main>
      <Inspector />
      <LiveRegion />
      {isHovering ? <DropVeil /> : null}
      <ProblemDialog />
      <UnlockDialog />
      <HelpDialog />
    </div>
  );
}

function DropVeil() {
  return (
    <div className="drop-veil" aria-hidden="true">
      <p>{words.app.dropHere}</p>
      <p>{words.app.dropHint}</p>
    </div>
  );
}

function usePageTitle(): void {
  const name = useStudio((state) => state.photo?.name);
  useEffect(() => {
    document.title = name === undefined ? words.app.name : words.app.pageTitle(name);
  }, [name]);
}
