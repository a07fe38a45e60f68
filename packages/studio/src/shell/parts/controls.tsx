/** Controls with the studio's looks over those of react-aria: label above, hint below, targets large enough for a thumb. */
import type { ReactNode } from 'react';
import {
  Button,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  NumberField,
  Popover,
  Radio,
  RadioGroup,
  Select,
  SelectValue,
  Slider,
  SliderOutput,
  SliderThumb,
  SliderTrack,
  Switch,
  Text,
} from 'react-aria-components';
import { Chevron } from '../icons.tsx';

export interface Option<T> {
  readonly value: T;
  readonly name: string;
}

interface LabelledProps {
  readonly label: string;
  readonly hint?: string | undefined;
}

/** One of a few, side by side. */
export function Segmented<T extends string>(
  props: LabelledProps & {
    readonly options: readonly Option<T>[];
    readonly value: T;
    readonly onChange: (value: T) => void;
    readonly bare?: boolean;
    readonly disabled?: boolean;
    readonly className?: string;
  },
) {
  const { label, hint, options, value, onChange, bare = false, disabled = false, className = '' } = props;
  return (
    <RadioGroup
      className={`segmented ${bare ? 'bare' : 'field'} ${className}`}
      value={value}
      onChange={(next) => onChange(next as T)}
      orientation="horizontal"
      isDisabled={disabled}
      aria-label={bare ? label : undefined!}
    >
      {bare ? null : <Label>{label}</Label>}
      <div className="segments">
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className="segment">
            {option.name}
          </Radio>
        ))}
      </div>
      {hint === undefined ? null : (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
    </RadioGroup>
  );
}

/** One of several, each with a line of its own. */
export function Choice<T extends string>(
  props: LabelledProps & {
    readonly options: readonly (Option<T> & { readonly hint?: string })[];
    readonly value: T;
    readonly onChange: (value: T) => void;
  },
) {
  return (
    <RadioGroup className="choice field" value={props.value} onChange={(next) => props.onChange(next as T)}>
      <Label>{props.label}</Label>
      {props.options.map((option) => (
        <Radio key={option.value} value={option.value} className="choice-item">
          <span className="choice-dot" />
          <span className="choice-text">
            <span>{option.name}</span>
            {option.hint === undefined ? null : <span className="hint">{option.hint}</span>}
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}

/** One of many, in a list that opens. */
export function Picker<T extends string>(
  props: LabelledProps & {
    readonly options: readonly Option<T>[];
    readonly value: T;
    readonly onChange: (value: T) => void;
    readonly bare?: boolean;
  },
) {
  const { label, hint, options, value, onChange, bare = false } = props;
  return (
    <Select className={bare ? 'picker bare' : 'picker field'} selectedKey={value} onSelectionChange={(key) => onChange(key as T)}>
      <Label>{label}</Label>
      <Button className="picker-button">
        <SelectValue />
        <Chevron size={16} />
      </Button>
      {hint === undefined ? null : (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <Popover className="popover" offset={4}>
        <ListBox className="list">
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} className="list-item">
              {option.name}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}

/** A number; emptied it is null. */
export function NumberInput(
  props: LabelledProps & {
    readonly value: number | null;
    readonly onChange: (value: number | null) => void;
    readonly min: number;
    readonly max: number;
    readonly step?: number;
    readonly decimals?: number;
    readonly placeholder?: string;
  },
) {
  const { label, hint, value, onChange, min, max, step = 1, decimals = 0, placeholder } = props;
  return (
    <NumberField
      className="number field"
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      minValue={min}
      maxValue={max}
      step={step}
      formatOptions={{ maximumFractionDigits: decimals, useGrouping: false }}
    >
      <Label>{label}</Label>
      <Input className="input" placeholder={placeholder!} />
      {hint === undefined ? null : (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
    </NumberField>
  );
}

export function Range(
  props: LabelledProps & {
    readonly value: number;
    readonly onChange: (value: number) => void;
    readonly min: number;
    readonly max: number;
    readonly step: number;
    readonly text: string;
    /** Once a movement ends, by pointer or key. */
    readonly onEnd?: (value: number) => void;
  },
) {
  const { label, hint, value, onChange, min, max, step, text, onEnd } = props;
  return (
    <div className="field">
      <Slider
        className="range"
        value={value}
        onChange={(next) => onChange(next as number)}
        onChangeEnd={(next) => onEnd?.(next as number)}
        minValue={min}
        maxValue={max}
        step={step}
      >
        <Label>{label}</Label>
        <SliderOutput>{text}</SliderOutput>
        <SliderTrack className="range-track">
          {({ state }) => (
            <>
              <span className="range-fill" style={{ width: `${state.getThumbPercent(0) * 100}%` }} />
              <SliderThumb className="range-thumb" />
            </>
          )}
        </SliderTrack>
      </Slider>
      {hint === undefined ? null : <p className="hint">{hint}</p>}
    </div>
  );
}

export function Toggle(props: LabelledProps & { readonly on: boolean; readonly onChange: (on: boolean) => void }) {
  return (
    <div className="field">
      <Switch className="toggle" isSelected={props.on} onChange={props.onChange}>
        <span className="toggle-text">{props.label}</span>
        <span className="toggle-track">
          <span className="toggle-knob" />
        </span>
      </Switch>
      {props.hint === undefined ? null : <p className="hint">{props.hint}</p>}
    </div>
  );
}

export function Action(props: {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly kind?: 'primary' | 'plain' | 'quiet';
  readonly disabled?: boolean;
  readonly wide?: boolean;
}) {
  const { children, onPress, kind = 'plain', disabled = false, wide = false } = props;
  return (
    <Button className={`action ${kind}${wide ? ' wide' : ''}`} onPress={onPress} isDisabled={disabled}>
      {children}
    </Button>
  );
}
