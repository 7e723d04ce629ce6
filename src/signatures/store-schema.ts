import { z } from 'zod';

const calls = z.array(z.string().min(1));

const storeCall = z.strictObject({
  call: calls.min(1),
  fields: calls.default([]),
  each: z.string().min(1).optional(),
  keyed: z.string().min(1).optional(),
  name: z.int().min(0).optional(),
  data: z.int().min(0).optional(),
});
/** Calls that put data into resources of AWS, and take it out: `stores` of a file of known functions. */
export const storeKind = z.strictObject({
  service: z.string().regex(/^[a-z0-9]+$/),
  operation: z.string().regex(/^[A-Z]\w+$/),
  parameter: z.string().min(1),
  default: z.string().min(1).optional(),
  sent: z.string().min(1).optional(),
  writes: z.array(storeCall).default([]),
  reads: z.array(storeCall).default([]),
  objects: calls.default([]),
});
