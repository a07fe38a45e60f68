/** The plan's schema for readers in other languages. */
import { z } from 'zod';
import { planSchema } from './schema.ts';

/** JSON Schema (draft 2020-12) of a plan of the present version. */
export function planJsonSchema(): object {
  return z.toJSONSchema(planSchema, { target: 'draft-2020-12' });
}
