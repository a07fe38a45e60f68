/** Icons of one hand: 20 px grid, strokes of 1.6, round ends, dots where something is a dot. */
import type { ReactNode } from 'react';
import type { Step } from '../state/store.ts';

function icon(children: ReactNode) {
  return function Icon({ size = 20 }: { size?: number }) {
    return (
      <svg
        className="icon"
        width={size}
        height={size}
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {children}
      </svg>
    );
  };
}

function dots(...places: readonly (readonly [number, number, number?])[]) {
  return (
    <g fill="currentColor" stroke="none">
      {places.map(([x, y, r = 1.2]) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r={r} />
      ))}
    </g>
  );
}

const Photo = icon(
  <>
    <rect x="2.5" y="4" width="15" height="12" rx="2.2" />
    <path d="M2.9 13.6l3.9-3.9 3.4 3.4 2.5-2.5 4.3 4.3" />
    {dots([13.4, 7.6, 1.3])}
  </>,
);
const Scale = icon(<path d="M2.6 13.2L13.2 2.6l4.2 4.2L6.8 17.4zM5.6 10.2l1.6 1.6M8.2 7.6l2.4 2.4M10.8 5l1.6 1.6" />);
const Measure = icon(
  <>
    <circle cx="8.8" cy="8.8" r="5.8" />
    <path d="M13.2 13.2l4 4" />
    {dots([7.2, 8], [10.4, 7.4], [9, 10.6])}
  </>,
);
const Design = icon(<path d="M3 17l.9-3.8L13.6 3.5a1.7 1.7 0 0 1 2.4 0l.5.5a1.7 1.7 0 0 1 0 2.4L6.8 16.1zM11.8 5.4l2.8 2.8" />);
const Dots = icon(
  dots(
    [4.4, 5.6, 1.5],
    [9.6, 3.8, 1.5],
    [15, 6.2, 1.5],
    [7.2, 9.6, 1.5],
    [12.4, 10.6, 1.5],
    [4.2, 14, 1.5],
    [9.2, 15.6, 1.5],
    [15.2, 15, 1.5],
  ),
);
const See = icon(
  <>
    <path d="M1.8 10S4.8 4.6 10 4.6 18.2 10 18.2 10 15.2 15.4 10 15.4 1.8 10 1.8 10z" />
    <circle cx="10" cy="10" r="2.5" />
  </>,
);
const Future = icon(
  <>
    <path d="M3.2 4.6v4h4M3.6 8.4a7 7 0 1 1-.5 3.4" />
    <path d="M10 6.4V10l2.600 1.800" />
  </>,
);
const Print = icon(
  <path d="M5.5 7V2.8h9V7M5.5 14.2H4a1.6 1.6 0 0 1-1.6-1.6V8.6A1.6 1.6 0 0 1 4 7h12a1.6 1.6 0 0 1 1.6 1.6v4a1.6 1.6 0 0 1-1.6 1.6h-1.5M5.5 11.6h9v5.6h-9z" />,
);

export const STEP_ICONS: Readonly<Record<Step, ReturnType<typeof icon>>> = {
  photo: Photo,
  scale: Scale,
  measure: Measure,
  design: Design,
  dots: Dots,
  see: See,
  future: Future,
  print: Print,
};

export const Undo = icon(<path d="M6.6 3.6L3 7.2l3.6 3.6M3.4 7.2h8.2a4.9 4.9 0 0 1 0 9.8H7" />);
export const Redo = icon(<path d="M13.4 3.6L17 7.2l-3.6 3.6M16.6 7.2H8.4a4.9 4.9 0 0 0 0 9.8H13" />);
export const Open = icon(
  <path d="M2.5 15.4V5.2a1.4 1.4 0 0 1 1.4-1.4h3.4l1.9 2.2h6.9a1.4 1.4 0 0 1 1.4 1.4v8a1.4 1.4 0 0 1-1.4 1.4H3.9a1.4 1.4 0 0 1-1.4-1.4z" />,
);
export const Save = icon(<path d="M10 3v9.4M6.2 8.8L10 12.6l3.8-3.8M3.4 13.6v2a1.4 1.4 0 0 0 1.4 1.4h10.4a1.4 1.4 0 0 0 1.4-1.4v-2" />);
export const Camera = icon(
  <>
    <path d="M2.5 7.2a1.6 1.6 0 0 1 1.6-1.6h1.8l1.3-2h5.6l1.3 2h1.8a1.6 1.6 0 0 1 1.6 1.6v7.2a1.6 1.6 0 0 1-1.6 1.6H4.1a1.6 1.6 0 0 1-1.6-1.6z" />
    <circle cx="10" cy="10.6" r="2.9" />
  </>,
);
export const Theme = icon(
  <>
    <circle cx="10" cy="10" r="6.8" />
    <path d="M10 3.2a6.8 6.8 0 0 1 0 13.6z" fill="currentColor" stroke="none" />
  </>,
);
export const Ruler = Scale;
export const Help = icon(
  <>
    <circle cx="10" cy="10" r="7.2" />
    <path d="M7.9 8a2.1 2.1 0 1 1 3 1.9c-.6.3-.9.7-.9 1.4v.2" />
    {dots([10, 13.9, 1])}
  </>,
);
export const More = icon(dots([4.4, 10, 1.5], [10, 10, 1.5], [15.6, 10, 1.5]));
export const Chevron = icon(<path d="M5.4 7.8L10 12.4l4.6-4.6" />);
export const Close = icon(<path d="M5 5l10 10M15 5L5 15" />);
export const Check = icon(<path d="M4.4 10.6l3.6 3.6 7.6-8.2" />);
export const Attention = icon(
  <>
    <path d="M10 5.4v5.4" />
    {dots([10, 14.2, 1.2])}
  </>,
);
export const Hairline = icon(<path d="M2.6 13.6c1.8-5 4.2-7 7.4-7s5.6 2 7.4 7M10 6.6V3.4M6 8.2L4.6 5.4M14 8.2l1.4-2.8" />);
export const Zone = icon(<path d="M5.2 4.4C8 2.2 14.6 3 16.4 6.4s.4 8.4-3.6 9.8-8.6.2-9.8-3.6.2-6.6 2.2-8.2z" strokeDasharray="2.6 2.6" />);
export const NoGo = icon(
  <>
    <circle cx="10" cy="10" r="6.8" />
    <path d="M5.4 14.6l9.2-9.2" />
  </>,
);
export const Brush = icon(
  <path d="M17 3c-3.8 1.4-7 4.4-8.6 7l1.6 1.6C12.6 10 15.6 6.8 17 3zM7.4 11.400c-1.8.2-2.8 1.3-3 3.4-.1.9-.600 1.6-1.4 1.9 2.6.700 5.4-.400 5.9-3.3" />,
);
export const RootAdd = icon(<path d="M10 3.4v13.2M3.4 10h13.2" />);
export const RootRemove = icon(<path d="M3.4 10h13.2" />);
export const FileIcon = icon(
  <path d="M5 2.8h6.400L15.6 7v8.800a1.4 1.4 0 0 1-1.4 1.400H5.800a1.4 1.4 0 0 1-1.4-1.400V4.200A1.4 1.4 0 0 1 5.8 2.800M11.2 2.800V7.200h4.4" />,
);

/** The mark of the program: dots that thin out towards the front. */
export function Logo() {
  return (
    <svg className="logo" width="22" height="22" viewBox="0 0 22 22" aria-hidden="true" focusable="false">
      {dots(
        [4, 6.5, 1.1],
        [8, 4.2, 1.4],
        [12.6, 4.6, 1.7],
        [17, 6.8, 1.9],
        [6, 10.6, 1.3],
        [10.4, 9, 1.6],
        [14.6, 11, 2],
        [18.6, 12, 2],
        [4.8, 15.2, 1.2],
        [9, 13.8, 1.6],
        [12.2, 17, 1.9],
        [16.8, 16.4, 2.1],
      )}
    </svg>
  );
}
