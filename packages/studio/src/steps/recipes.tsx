/** Needle and ink by zone, as the model proposes them to begin with. */
import type { Plan } from '@stubble/engine';
import { Fact, Facts, Figure } from '../shell/parts/figures.tsx';
import { Hint } from '../shell/parts/text.tsx';
import { words } from '../words/en.ts';
import { number } from '../words/format.ts';

const text = words.dots;

export function Recipes({ plan: { recipes } }: { readonly plan: Plan }) {
  if (recipes.length === 0) return <Hint>{text.noRecipes}</Hint>;
  return (
    <>
      {recipes.map((recipe) => (
        <div className="recipe" key={recipe.zones.join()}>
          <h4>{text.recipeZones(recipe.zones.map((zone) => words.design.zoneNames[zone]))}</h4>
          <Facts>
            <Fact name={text.needle}>
              <span className="value">{text.recipeNeedle(recipe.points, number(recipe.wireMm, 2))}</span>
            </Fact>
            <Fact name={text.throwMm}>
              <Figure estimate={recipe.throwMm} fine />
            </Fact>
            <Fact name={text.depth}>
              <Figure estimate={recipe.depthMm} fine />
            </Fact>
            <Fact name={text.water}>
              <Figure estimate={recipe.waterParts} />
            </Fact>
            <Fact name={text.load}>
              <Figure estimate={recipe.loadGPerM2} />
            </Fact>
            <Fact name={text.diameter}>
              <Figure estimate={recipe.diameterMm} fine />
            </Fact>
          </Facts>
        </div>
      ))}
      <Hint>{text.recipeHint}</Hint>
    </>
  );
}
