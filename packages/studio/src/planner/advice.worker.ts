/** Advice on a plan, computed apart from plans, pictures and charts, so that none of them waits for it. */
import './no-eval.ts';
import { asSeen, checkPlan, detectabilityOfPlan, ROUND_DEFAULTS, type Round, raster, roundsOneByOne } from '@stubble/engine';
import { expose } from 'comlink';
import type { Advice } from './advice-api.ts';
import { bitmapOf } from './pixels.ts';

let generation = 0;
let game: { readonly seed: number; readonly rounds: Iterator<Round> } | null = null;

const advice: Advice = {
  async findings(plan, dots) {
    const mine = ++generation;
    // what was asked meanwhile is heard first
    await new Promise((resolve) => setTimeout(resolve));
    return mine === generation ? checkPlan(plan, dots) : null;
  },
  async noticed(plan, dots) {
    return detectabilityOfPlan(plan, dots);
  },
  async seen({ width, height, rgb }, plan, dots, how) {
    return asSeen(raster('srgb8', width, height, rgb), plan, dots, how);
  },
  async nextRound(seed, skinType) {
    if (game?.seed !== seed) game = { seed, rounds: roundsOneByOne(seed, { ...ROUND_DEFAULTS, skinType }) };
    const next = game.rounds.next();
    if (next.done === true) return null;
    const { left, right, ink, kind } = next.value;
    return { left: await bitmapOf(left), right: await bitmapOf(right), ink, kind };
  },
};

expose(advice);
