/** What the page of hair and ink does. Constant: nothing of a pool goes into it, so that one hash lets it run. */
export const TELL_SCRIPT = `(() => {
  const by = (id) => document.getElementById(id);
  const { pool, chances } = JSON.parse(by('patches').textContent);
  const ROUNDS = chances.length - 1;
  const NAMES = { ours: 'dots as Stubble lays them', grid: 'a grid', 'white-noise': 'dots thrown at random' };
  const buttons = [...document.querySelectorAll('[data-side]')];
  const below = (count) => crypto.getRandomValues(new Uint32Array(1))[0] % count;
  const shuffled = (list) => {
    const all = [...list];
    for (let i = all.length - 1; i > 0; i--) {
      const j = below(i + 1);
      [all[i], all[j]] = [all[j], all[i]];
    }
    return all;
  };
  let rounds = [];
  let said = [];
  const show = () => {
    const round = rounds[said.length];
    by('round').textContent = 'Round ' + (said.length + 1) + ' of ' + ROUNDS;
    for (const button of buttons) button.firstElementChild.src = button.dataset.side === round.ink ? round.inked : round.hair;
  };
  const begin = () => {
    said = [];
    const ours = shuffled(pool.ours);
    const hair = shuffled(pool.hair);
    const kinds = shuffled(['grid', 'white-noise', ...Array(ROUNDS - 2).fill('ours')]);
    rounds = kinds.map((kind, i) => ({
      kind,
      ink: below(2) === 0 ? 'left' : 'right',
      inked: kind === 'ours' ? ours.pop() : shuffled(pool[kind])[0],
      hair: hair[i],
    }));
    by('game').hidden = false;
    by('result').hidden = true;
    show();
  };
  const end = () => {
    const right = rounds.filter((round, i) => round.ink === said[i]).length;
    const percent = 100 * chances[right];
    const chance = percent >= 99.5 ? 'nearly all' : (percent < 1 ? 'fewer than 1' : Math.round(percent)) + '\\u00a0% of';
    const strong = document.createElement('strong');
    strong.textContent = right + ' of ' + ROUNDS + '. ';
    by('score').replaceChildren(strong, 'By guessing one reaches ' + right + ' or more in ' + chance + ' games.');
    by('rounds').replaceChildren(...rounds.map((round, i) => {
      const item = document.createElement('li');
      const mark = document.createElement('span');
      const found = round.ink === said[i];
      mark.className = found ? 'found' : 'missed';
      mark.textContent = found ? 'found' : 'missed';
      item.append('On the ' + round.ink + ', ' + NAMES[round.kind] + ': ', mark);
      return item;
    }));
    by('game').hidden = true;
    by('result').hidden = false;
    by('result').focus();
  };
  const answer = (side) => {
    if (said.length >= ROUNDS) return;
    said.push(side);
    if (said.length === ROUNDS) end();
    else show();
  };
  const sides = { 1: 'left', ArrowLeft: 'left', 2: 'right', ArrowRight: 'right' };
  addEventListener('keydown', (event) => {
    const side = sides[event.key];
    if (side !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat) answer(side);
  });
  for (const button of buttons) button.addEventListener('click', () => answer(button.dataset.side));
  by('again').addEventListener('click', begin);
  begin();
})();`;
