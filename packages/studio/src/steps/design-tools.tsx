/** Tools that draw on the photo, and the way back to what was proposed. */
import { Brush, Hairline, NoGo, Zone } from '../shell/icons.tsx';
import { Action, Range } from '../shell/parts/controls.tsx';
import { Hint, Section } from '../shell/parts/text.tsx';
import { ToolButton } from '../shell/parts/tool-button.tsx';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { lengthUnit, number, shownLength } from '../words/format.ts';

const text = words.design;
const TOOLS = [
  { tool: 'hairline', Icon: Hairline },
  { tool: 'zone', Icon: Zone },
  { tool: 'exclude', Icon: NoGo },
  { tool: 'brush', Icon: Brush },
] as const;

export function DesignTools() {
  const tool = useStudio((state) => state.tool);
  const inputs = useStudio((state) => state.inputs);
  const decide = useStudio((state) => state.decide);
  const hint = tool in text.toolHints ? text.toolHints[tool as keyof typeof text.toolHints] : undefined;
  const { zonePx, hairlinePx, excludePx, brush } = inputs;
  const isDrawn = zonePx !== null || hairlinePx !== null || excludePx.length > 0 || brush.length > 0;
  return (
    <Section title={text.toolsTitle}>
      <div className="tools">
        {TOOLS.map(({ tool: one, Icon }) => (
          <ToolButton key={one} tool={one} icon={<Icon />}>
            {text.tools[one]}
          </ToolButton>
        ))}
      </div>
      {hint === undefined ? null : <Hint>{hint}</Hint>}
      {tool === 'brush' ? <BrushRanges /> : null}
      {isDrawn ? (
        <div className="row">
          <Hint>{text.drawn(brush.length, excludePx.length)}</Hint>
          <Action kind="quiet" onPress={() => decide({ zonePx: null, hairlinePx: null, excludePx: [], brush: [] })}>
            {text.reset}
          </Action>
        </div>
      ) : null}
    </Section>
  );
}

export function BrushRanges() {
  const brush = useStudio((state) => state.brush);
  const unit = useStudio((state) => state.unit);
  const set = useStudio((state) => state.set);
  const radius = `${number(shownLength(brush.radiusMm, unit), unit === 'mm' ? 0 : 2)} ${lengthUnit(unit)}`;
  return (
    <>
      <Range
        label={text.radius}
        value={brush.radiusMm}
        min={2}
        max={30}
        step={1}
        text={radius}
        onChange={(radiusMm) => set({ brush: { ...brush, radiusMm } })}
      />
      <Range
        label={text.factor}
        value={brush.factor}
        min={0}
        max={2}
        step={0.1}
        text={text.factorText(brush.factor)}
        onChange={(factor) => set({ brush: { ...brush, factor } })}
      />
    </>
  );
}
