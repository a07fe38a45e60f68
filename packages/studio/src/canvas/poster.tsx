/** The sample before the worker has drawn it: two ready-made pictures, divided in the middle as the slider will be. */
import { useStudio } from '../state/store.ts';
import { words } from './words.ts';

export function Poster() {
  const poster = useStudio((s) => s.poster);
  if (poster === null) return null;
  return (
    <div className="canvas-poster">
      <img src={poster.before} alt={words.posterBefore} />
      <img className="canvas-poster-after" src={poster.after} alt={words.posterAfter} />
      <div className="canvas-poster-line" />
      <p className="canvas-poster-mark">{words.simulation}</p>
    </div>
  );
}
