/** Needle and ink: what the model recommends, what it should match, and what a tenth of a millimetre does. */
import { type Lab, linearOfLab } from '../colour/lab.ts';
import { hexOfLinear } from '../colour/reflectance.ts';
import type { Plan, RecipeRecord } from '../document/schema.ts';
import { type Html, html } from './report-html.ts';
import { figure, number, printed } from './report-numbers.ts';

export function recipesSection({ recipes }: Plan): Html | null {
  if (recipes.length === 0) return null;
  return html`<section aria-labelledby="recipes">
<h2 id="recipes">Needle and ink</h2>
<p>From a model of light in this skin and of the needle: the load at which the planned dots, healed, have the tone of the client’s own stubble, and how it may be reached. It is a place to begin, with wide intervals. Try it on a patch, wait six weeks, and go by what is left.</p>
${recipes.map(one)}</section>`;
}

function one(recipe: RecipeRecord): Html {
  const rows: readonly (readonly [string, Html])[] = [
    ['Throw of the needle', figure(printed(recipe.throwMm))],
    ['Depth of the deposit', figure(printed(recipe.depthMm))],
    ['Breadth of the deposit, healed', figure(printed(recipe.diameterMm))],
    ['Carbon in a healed dot', figure(printed(recipe.loadGPerM2))],
    ['Water to one part of pigment', figure(printed(recipe.waterParts))],
  ];
  const zones = recipe.zones.join(', ');
  return html`<h3>${zones.charAt(0).toUpperCase()}${zones.slice(1)}: ${recipe.points === 1 ? 'one point' : `${recipe.points} points`} of ${number(recipe.wireMm, 2)} mm wire, ${number(recipe.dwellS, 2)} s in the skin</h3>
<dl class="facts">
${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>
<p class="tones">${swatch(recipe.stubbleLab)} skin under ${recipe.hair.replace('-', ' ')} stubble of full hair, ${swatch(recipe.healedLab)} under the healed dots: ΔE00 ${number(recipe.deltaE00, 1)}. Middle of a healed dot where the same ink lies ${recipe.depthErrors.map(
    ({ offMm, lab }, i) =>
      html`${i === 0 ? '' : ', '}${swatch(lab)} ${offMm === 0 ? 'as planned' : `${number(Math.abs(offMm), 1)} mm ${offMm < 0 ? 'shallower (and most of it is shed)' : 'deeper'}`}`,
  )}.</p>
`;
}

function swatch(lab: Lab): Html {
  return html`<span class="swatch" style="background:${hexOfLinear(...linearOfLab(lab))}"></span>`;
}
