/** What a client must be told with the figures. */
import { info, type Note, warning } from '../note.ts';
import { stageShares } from './stages.ts';
import type { HairLossRequest } from './terms.ts';

export function notesOn(request: HairLossRequest): readonly Note[] {
  const { sex, stage, ageYears, years, treatment, variant = 'usual', stopAtYears } = request;
  const finasteride = treatment === 'finasteride' || treatment === 'both';
  const minoxidil = treatment === 'minoxidil' || treatment === 'both';
  const notes: Note[] = [
    info(
      'model',
      'These are figures of a model of hair follicles, fitted to published counts: no diagnosis, no evidence about this person and no promise.',
    ),
    info('see-a-doctor', 'Hair that goes suddenly, in patches, with pain, redness or scars belongs to a doctor first.'),
    info('pattern-goes-on', `It is assumed that the pattern goes on. ${shareText(request)}`),
    info(
      'regions',
      'What a stage leaves in each region is a prior, and where hair has become fine the model knows less: the band is that between people.',
    ),
  ];
  if (ageYears + years > 90) notes.push(warning('very-old', 'Beyond 90 years the figures only carry the course on.'));
  if (sex === 'female' && variant !== 'usual')
    notes.push(warning('variant-ignored', `The variant "${variant}" belongs to Norwood's scale and was left out.`));
  if (sex === 'female' && finasteride)
    notes.push(
      warning(
        'finasteride-women',
        'Finasteride showed no benefit in women after the menopause and is not meant for younger women: no effect of it is shown.',
      ),
    );
  if (treatment !== 'none')
    notes.push(warning('medicine', 'Whether a medicine suits this person, and its side effects, are a matter for a doctor or pharmacist.'));
  if (sex === 'male' && finasteride)
    notes.push(info('responders', 'About 70 % of men answer to finasteride: the value is the mean of all, the band holds both kinds.'));
  if (minoxidil)
    notes.push(
      info(
        'minoxidil-shedding',
        'In the first weeks of minoxidil more hair is shed; these yearly figures do not show it, nor who gives up.',
      ),
    );
  if (treatment !== 'none' && stopAtYears !== undefined && stopAtYears < years)
    notes.push(info('stopping', 'After the end what was gained goes: within 24 weeks with minoxidil, within a year with finasteride.'));
  if (stage === 1 && years > 0)
    notes.push(
      warning('no-loss-yet', 'At stage I nothing says that loss will come at all; the course shown is that of someone in whom it does.'),
    );
  return notes;
}

function shareText({ sex, stage, ageYears }: HairLossRequest): string {
  const shares = stageShares(sex, ageYears);
  const beyond = shares.slice(Math.floor(stage)).reduce((sum, share) => sum + share, 0);
  const [people, scale] = sex === 'male' ? ['men', 'Norwood'] : ['women', 'Sinclair'];
  return `Of ${people} of this age and European ancestry about ${Math.round(100 * beyond)} % are beyond ${scale} ${Math.floor(stage)}.`;
}
