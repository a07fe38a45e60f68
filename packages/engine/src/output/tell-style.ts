/** The look of the page of hair and ink: a sheet that is read on a phone as well. */
export const TELL_STYLE = `
:root { color-scheme: light dark; --page: #f3f3f3; --sheet: #ffffff; --ink: #1a1a1a; --soft: #595959; --line: #868686; --focus: #1659b8; --good: #1d6b3c; --bad: #a82a1e; }
@media (prefers-color-scheme: dark) {
  :root { --page: #161616; --sheet: #1e1e1e; --ink: #ededed; --soft: #ababab; --line: #848484; --focus: #8ab8f5; --good: #7fcb9b; --bad: #f2938a; }
}
*, ::before, ::after { box-sizing: border-box; }
html { background: var(--page); color: var(--ink); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
body { margin: 0; }
main { max-width: 50rem; margin: 0 auto; padding: clamp(1rem, 4vw, 2.5rem); background: var(--sheet); min-height: 100vh; }
h1 { font-size: clamp(1.4rem, 5vw, 2rem); line-height: 1.2; margin: 0 0 0.75rem; }
h2 { font-size: 1.1rem; margin: 1.5rem 0 0.5rem; }
p { margin: 0 0 0.75rem; }
.hint { color: var(--soft); font-size: 0.9rem; }
#round { font-weight: 600; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: clamp(0.5rem, 2vw, 1rem); margin: 0 0 1rem; }
.pair button { padding: 0; border: 3px solid transparent; border-radius: 8px; background: none; cursor: pointer; overflow: hidden; }
.pair button:hover { border-color: var(--line); }
.pair img { display: block; width: 100%; height: auto; aspect-ratio: 1; border-radius: 5px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
#result:focus { outline: none; }
#score strong { font-size: 1.4rem; }
#again { min-height: 44px; padding: 0 1rem; border: 1px solid var(--line); border-radius: 8px; background: var(--sheet); color: var(--ink); font: inherit; cursor: pointer; }
.found { color: var(--good); }
.missed { color: var(--bad); }
[hidden] { display: none; }
`;
