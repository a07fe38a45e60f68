/** The medicines that are told of. */
import { type HairTreatment, type Sex, TREATMENTS } from '@stubble/engine';

/** For women no effect of finasteride is shown, so it would only repeat the others. */
export function treatmentsFor(sex: Sex): readonly HairTreatment[] {
  return sex === 'female' ? ['none', 'minoxidil'] : TREATMENTS;
}
