/** Zones with their areas and densities; where the hairline lies on the head. */
import type { Plan } from '@stubble/engine';
import { Figure } from '../shell/parts/figures.tsx';
import { Table } from '../shell/parts/table.tsx';
import { Hint, Section } from '../shell/parts/text.tsx';
import { words } from '../words/en.ts';
import { number } from '../words/format.ts';

const text = words.design;

export function DesignTables({ plan: { design } }: { readonly plan: Plan }) {
  return (
    <>
      <Section title={text.zonesTitle}>{design.zones.length === 0 ? <Hint>{text.noZones}</Hint> : <Zones zones={design.zones} />}</Section>
      <Section title={text.landmarksTitle}>
        {design.landmarks.length === 0 ? <Hint>{text.noLandmarks}</Hint> : <Landmarks landmarks={design.landmarks} />}
      </Section>
    </>
  );
}

function Zones({ zones }: { readonly zones: Plan['design']['zones'] }) {
  return (
    <Table
      caption={text.zonesTitle}
      columns={[{ name: text.zone, words: true }, { name: text.added }, { name: text.area }, { name: text.perArea }, { name: text.target }]}
      rows={zones.map(({ name, dots, areaCm2, dotsPerCm2, targetPerCm2 }) => ({
        key: name,
        cells: [
          text.zoneNames[name],
          number(dots),
          <Figure key="area" estimate={areaCm2} />,
          <Figure key="density" estimate={dotsPerCm2} />,
          <Figure key="target" estimate={targetPerCm2} />,
        ],
      }))}
    />
  );
}

function Landmarks({ landmarks }: { readonly landmarks: Plan['design']['landmarks'] }) {
  return (
    <>
      <Table
        caption={text.landmarksTitle}
        columns={[{ name: text.landmark, words: true }, { name: text.fromGlabella }, { name: text.fromTragus }]}
        rows={landmarks.map(({ name, visible, fromGlabellaMm, fromTragusMm }) => ({
          key: name,
          cells: [
            <span key="name" className="landmark">
              {name}
              {visible ? null : <span className="reason">{text.unseen}</span>}
            </span>,
            <Figure key="glabella" estimate={fromGlabellaMm} />,
            <Figure key="tragus" estimate={fromTragusMm} />,
          ],
        }))}
      />
      <Hint>{text.landmarksHint}</Hint>
    </>
  );
}
