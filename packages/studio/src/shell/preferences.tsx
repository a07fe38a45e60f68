/** Theme and unit; the menu that holds them, saving and help on a small screen. */
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { saveCase } from '../files/index.ts';
import { type StudioState, useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { Check, More, Theme } from './icons.tsx';
import { Segmented } from './parts/controls.tsx';
import { useShell } from './shell-state.ts';

type ThemeName = StudioState['theme'];
type Unit = StudioState['unit'];
const THEMES = ['system', 'light', 'dark'] as const satisfies readonly ThemeName[];
const UNITS = ['mm', 'inch'] as const satisfies readonly Unit[];

export function UnitSwitch() {
  const unit = useStudio((state) => state.unit);
  const set = useStudio((state) => state.set);
  const options = UNITS.map((value) => ({ value, name: words.bar.units[value] }));
  return <Segmented bare label={words.bar.unit} options={options} value={unit} onChange={(next) => set({ unit: next })} />;
}

export function ThemeMenu() {
  return (
    <MenuTrigger>
      <Button className="icon-button" aria-label={words.bar.theme}>
        <Theme />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="list">
          <ThemeSection />
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function ThemeSection() {
  const theme = useStudio((state) => state.theme);
  const set = useStudio((state) => state.set);
  return (
    <MenuSection
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[theme]}
      onSelectionChange={(keys) => set({ theme: [...keys][0] as ThemeName })}
    >
      <Header className="list-title">{words.bar.theme}</Header>
      {THEMES.map((value) => (
        <Chosen key={value} id={value} name={words.bar.themes[value]} />
      ))}
    </MenuSection>
  );
}

function UnitSection() {
  const unit = useStudio((state) => state.unit);
  const set = useStudio((state) => state.set);
  return (
    <MenuSection
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[unit]}
      onSelectionChange={(keys) => set({ unit: [...keys][0] as Unit })}
    >
      <Header className="list-title">{words.bar.unit}</Header>
      {UNITS.map((value) => (
        <Chosen key={value} id={value} name={words.bar.units[value]} />
      ))}
    </MenuSection>
  );
}

function Chosen({ id, name }: { readonly id: string; readonly name: string }) {
  return (
    <MenuItem id={id} textValue={name} className="list-item">
      {({ isSelected }) => (
        <>
          <span>{name}</span>
          {isSelected ? <Check size={16} /> : null}
        </>
      )}
    </MenuItem>
  );
}

export function MoreMenu() {
  return (
    <MenuTrigger>
      <Button className="icon-button" aria-label={words.bar.more}>
        <More />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="list">
          <MenuItem className="list-item" onAction={() => void saveCase(null)}>
            {words.bar.save}
          </MenuItem>
          <MenuItem className="list-item" onAction={() => useShell.setState({ helpOpen: true })}>
            {words.bar.help}
          </MenuItem>
          <ThemeSection />
          <UnitSection />
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
