import { z } from 'zod';

/** Names of functions. */
export const calls = z.array(z.string().min(1));

const modelArgument = z.strictObject({ at: z.int().min(0), name: z.string().min(1) });
/** Classes that check data by the types of their fields. */
export const modelTypes = z.strictObject({
  plain: calls.default([]),
  injects: calls.default([]),
  parsers: z
    .array(z.strictObject({ call: calls.min(1), model: modelArgument, data: modelArgument }))
    .default([]),
  decorators: z.array(z.string().regex(/^\w+$/)).default([]),
  filters: z.array(z.string().regex(/^\w+$/)).default([]),
});
export const NO_MODELS = { plain: [], injects: [], parsers: [], decorators: [], filters: [] };
