/** Constant: nothing of a plan goes into it, so that one hash lets it run. */
export const TAKE_HOME_SCRIPT = `(() => {
  const look = document.querySelector('.look');
  const frame = look.querySelector('.frame');
  const handle = look.querySelector('.handle');
  const all = (selector) => [...look.querySelectorAll(selector)];
  let at = 50;
  let caption = '';
  const place = (next) => {
    at = Math.min(100, Math.max(0, next));
    frame.style.setProperty('--at', at.toFixed(2) + '%');
    handle.setAttribute('aria-valuenow', String(Math.round(at)));
    handle.setAttribute('aria-valuetext', Math.round(at) + ' of 100, ' + caption);
  };
  const show = (state) => {
    for (const shot of all('[data-state]')) {
      shot.hidden = shot.dataset.state !== state;
      if (!shot.hidden) caption = shot.querySelector('figcaption').textContent;
    }
    for (const said of all('[data-said]')) said.hidden = said.dataset.said !== state;
    for (const button of all('[data-show]')) button.setAttribute('aria-pressed', String(button.dataset.show === state));
    place(at);
  };
  const follow = (event) => {
    const box = frame.getBoundingClientRect();
    place((100 * (event.clientX - box.left)) / box.width);
  };
  let dragging = false;
  frame.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    dragging = true;
    frame.setPointerCapture(event.pointerId);
    handle.focus({ preventScroll: true });
    follow(event);
    event.preventDefault();
  });
  frame.addEventListener('pointermove', (event) => {
    if (dragging) follow(event);
  });
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) frame.addEventListener(end, () => (dragging = false));
  const steps = { ArrowLeft: -2, ArrowDown: -2, ArrowRight: 2, ArrowUp: 2, PageDown: -10, PageUp: 10, Home: -100, End: 100 };
  handle.addEventListener('keydown', (event) => {
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    place(at + step);
    event.preventDefault();
  });
  for (const button of all('[data-show]')) button.addEventListener('click', () => show(button.dataset.show));
  for (const part of [handle, ...all('.states, .hint')]) part.hidden = false;
  look.classList.add('on');
  show('healed');

  const back = document.querySelector('.note-back');
  const field = back.querySelector('textarea');
  const status = back.querySelector('[role=status]');
  back.hidden = false;
  back.querySelector('button').addEventListener('click', () => {
    const text = field.value.trim();
    if (text === '') {
      status.textContent = back.dataset.empty;
      field.focus();
      return;
    }
    const whole = [back.dataset.head, '', text, ''].join('\\n');
    const address = URL.createObjectURL(new Blob([whole], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = back.dataset.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    status.textContent = back.dataset.saved;
  });
})();`;
