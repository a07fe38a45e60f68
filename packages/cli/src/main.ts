/** The commands. Their contract: what each takes and prints is in the README and `docs/`. */

import type { Result } from '@stubble/engine';
import { Command, CommanderError, Option } from 'commander';
import { type Answer, answer, EXIT } from './answer.ts';
import { VERSION } from './app.ts';
import type { CaseFlags } from './case.ts';
import type { CheckFlags } from './check.ts';
import type { CompareFlags } from './compare.ts';
import { type HairLossFlags, hairLossOptions } from './hairloss-options.ts';
import type { LayoutFlags } from './layout.ts';
import type { LockFlags } from './lock.ts';
import type { MarkerFlags } from './marker.ts';
import type { MeasureFlags } from './measure.ts';
import {
  dateFrom,
  dateOption,
  type ExportFlags,
  exportOptions,
  markerSide,
  notNegative,
  phantomOptions,
  photoOptions,
  port,
  positive,
  printedBars,
  type RenderFlags,
  renderOptions,
  type SkinFlags,
  sessionNumber,
  skinOptions,
  viewingDistance,
  wholeNumber,
} from './options.ts';
import type { PhantomFlags } from './phantom.ts';
import type { PlanFlags } from './plan.ts';
import type { StencilFlags } from './stencil.ts';
import type { StudioFlags } from './studio.ts';
import { type ForecastFlags, forecastOptions, personOptions, sunOptions } from './year-options.ts';

const program = new Command('stubble')
  .description('Plans, shows and prints scalp micropigmentation from a photo. Nothing leaves this machine.')
  .version(VERSION)
  .showHelpAfterError('(see --help)')
  .exitOverride();

type Run<F> = (argument: string, flags: F & { json: boolean }) => Promise<Result<Answer>>;

/**
 * A command whose answer is printed as text or, with `--json`, as one JSON object.
 * @param load brings the command's own module, which the others need not wait for
 */
function command<F>(name: string, description: string, load: () => Promise<Run<F>>): Command {
  const made = program.command(name).description(description).option('--json', 'print one JSON object', false);
  return made.action(async (...given: unknown[]) => {
    const flags = made.opts<F & { json: boolean }>();
    const argument = typeof given[0] === 'string' ? given[0] : '';
    process.exitCode = await answer(async () => (await load())(argument, flags), flags.json);
  });
}

const paper = (): Option => new Option('--paper <size>', 'paper of the print').choices(['a4', 'letter']).default('a4');
const seed = (): Option => new Option('--seed <n>', 'whole number that all chance follows from').argParser(wholeNumber).default(1);

personOptions(
  sunOptions(
    photoOptions(
      command<PlanFlags>('plan', 'measure, plan, show and print a treatment from a photo', async () => (await import('./plan.ts')).plan),
    ),
  ),
)
  .argument('<photo>', 'JPEG, PNG, WebP, TIFF, AVIF or HEIC')
  .requiredOption('--out <dir>', 'folder for the plan, the pictures, the print and the report')
  .addOption(new Option('--mode <mode>', 'density: the hair stays; shaved: it is clipped').choices(['density', 'shaved']))
  .addOption(new Option('--hair-length-mm <x>', 'length to which the hair is clipped in shaved mode').argParser(notNegative))
  .addOption(
    new Option(
      '--distance-m <x>',
      'from where the scalp shall no longer stand out: the fewest dots that do it are proposed (left out: 1)',
    ).argParser(viewingDistance),
  )
  .option('--design <file>', 'zone, hairline and density as drawn')
  .option('--pattern <file>', 'what measure --json printed for a patch of the client: dots lie as its follicular units do')
  .addOption(new Option('--style <style>', 'edge of the hairline').choices(['soft', 'defined', 'broken']))
  .addOption(paper())
  .addOption(seed())
  .addOption(dateOption())
  .option('--no-report', 'leave the report out');

photoOptions(command<MeasureFlags>('measure', 'measure a scalp in a photo', async () => (await import('./measure.ts')).measure))
  .argument('<photo>', 'JPEG, PNG, WebP, TIFF, AVIF or HEIC')
  .option('--zone <file>', 'polygon in px to which the answer is confined, or a design file, whose corrected roots count too');

command<LayoutFlags>('layout', 'lay out dots between the hairs of a scene', async () => (await import('./layout.ts')).layout)
  .argument('<scene>', 'scene file')
  .requiredOption('--out <file>', 'dots file to write')
  .addOption(
    new Option('--path <path>', 'order of the dots: quick or short for a machine, rows for a hand')
      .choices(['quick', 'short', 'rows'])
      .default('quick'),
  )
  .addOption(seed());

skinOptions(command<SkinFlags>('skin', 'colour of a skin, bare or over pigment', async () => (await import('./skin.ts')).skin));

renderOptions(
  command<RenderFlags>('render', 'draw the treated scalp at any day, in any light', async () => (await import('./render.ts')).render),
).argument('<plan>', 'plan.stubble.json beside its before.png, or a case');

forecastOptions(
  command<ForecastFlags>(
    'forecast',
    'dots through the years, of a plan or of a kind',
    async () => (await import('./forecast.ts')).forecast,
  ),
)
  .argument('[plan]', 'plan.stubble.json or a case; left out: the dot that the options describe')
  .addOption(seed());

command<CheckFlags>('check', 'what a careful practitioner would object to, rule by rule', async () => (await import('./check.ts')).check)
  .argument('<plan>', 'plan.stubble.json or a case')
  .addOption(
    new Option('--middle-third-mm <x>', 'of the face, from glabella to the base of the nose: what the facial thirds are held to').argParser(
      positive,
    ),
  );

command<StencilFlags>('stencil', 'print a plan at true size', async () => (await import('./stencil.ts')).stencil)
  .argument('<plan>', 'plan.stubble.json or a case')
  .requiredOption('--out <pdf>', 'file to write')
  .addOption(paper())
  .addOption(new Option('--session <n>', 'only the dots of one session').argParser(sessionNumber))
  .option('--dots', 'add the sheets with every dot', false)
  .addOption(
    new Option(
      '--bar-mm <across,along>',
      'what the bars of 100 mm of an earlier print measured: the pages are stretched against it',
    ).argParser(printedBars),
  );

command<MarkerFlags>('marker', 'print the square that --marker-mm reads', async () => (await import('./marker.ts')).marker)
  .addOption(new Option('--mm <x>', 'side of the black square').argParser(markerSide).default(20))
  .requiredOption('--out <pdf>', 'file to write')
  .addOption(paper());

exportOptions(
  command<ExportFlags>(
    'export',
    'the dots for a plotter, a spreadsheet or as a picture',
    async () => (await import('./export.ts')).exportDots,
  ),
).argument('<plan>', 'plan.stubble.json (for a picture beside its before.png) or a case');

command<CaseFlags>('case', 'pack a plan and its photo into one file', async () => (await import('./case.ts')).packCase)
  .argument('<plan>', 'plan.stubble.json beside its before.png, or a case')
  .requiredOption('--out <file>', 'file to write, by custom with the ending .stubble')
  .option('--encrypt', 'lock it with a passphrase: that in STUBBLE_PASSPHRASE, or one that is asked for', false);

command<LockFlags>('lock', 'freeze what was shown, with what it may be held to', async () => (await import('./lock.ts')).lock)
  .argument('<plan>', 'plan.stubble.json beside its before.png, or a case; a lock: whether it is whole, and what is due')
  .option('--out <file>', 'file to write (left out: beside the plan, ending in .lock.json)')
  .addOption(
    new Option(
      '--date <yyyy-mm-dd>',
      'of the last session, from which days count; of a lock: the day for which to say what is due',
    ).argParser(dateFrom),
  );

hairLossOptions(
  command<HairLossFlags>(
    'hairloss',
    "a model of the client's own hair through the years, with medicines or without",
    async () => (await import('./hairloss.ts')).hairLossAnswer,
  ),
);

hairLossOptions(
  command<CompareFlags>(
    'compare',
    'micropigmentation beside nothing, medicines, a transplant, a tattoo, a hair system and shampoos',
    async () => (await import('./compare.ts')).compare,
  ),
);

command<StudioFlags>('studio', 'open the studio in a browser on this machine', async () => (await import('./studio.ts')).studio)
  .addOption(new Option('--port <n>', 'port to listen on; 0 for any (left out: 4680 where free)').argParser(port))
  .option('--no-open', 'print the address and open no browser');

phantomOptions(
  command<PhantomFlags>('phantom', 'make a synthetic scalp whose truth is known', async () => (await import('./phantom.ts')).phantom),
).addOption(seed());

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
}
