import { z } from 'zod';

const calls = z.array(z.string().min(1));
const words = z.array(z.string().min(1)).min(1);
export const behaviourKind = z.string().regex(/^[a-z-]+$/);
const argument = z.union([z.int().min(0), z.string().min(1)]);

/** What code of a language can do: the kinds that the matcher `flow` of rules names. */
export const behaviourSchema = z.strictObject({
  id: z.string().regex(/^flows\/behaviour-[a-z0-9-]+$/),
  title: z.string().min(10),
  language: z.enum(['javascript', 'python']),
  sources: z.array(
    z.strictObject({
      kind: behaviourKind,
      words,
      shown: z.string().min(1).optional(),
      members: calls.default([]),
      whole: z.boolean().default(false),
      variables: z.string().min(1).optional(),
      calls: calls.default([]),
      passes: z.boolean().default(false),
      undoes: z.array(behaviourKind).default([]),
      given: z.string().min(1).optional(),
      givenAt: z.int().min(0).optional(),
      where: z.string().min(1).optional(),
      of: z.array(behaviourKind).min(1).optional(),
      texts: z.string().min(1).optional(),
      named: z.string().min(1).optional(),
      inner: z.boolean().default(false),
      narrow: z.boolean().default(false),
      hooks: calls.default([]),
      callbacks: calls.default([]),
      overrides: calls.default([]),
      uses: calls.default([]),
      usedAt: z.int().min(0).optional(),
      known: z.array(argument).min(1).optional(),
    }),
  ),
  sinks: z.array(
    z.strictObject({
      kind: behaviourKind,
      words,
      shown: z.string().min(1).optional(),
      calls,
      given: z.string().min(1).optional(),
      givenAt: z.int().min(0).optional(),
      program: z.literal(true).optional(),
      texts: z.literal(true).optional(),
      code: z.literal(true).optional(),
      where: z.string().min(1).optional(),
      arguments: z.array(argument).min(1).optional(),
      besides: calls.optional(),
      unless: z.string().min(1).optional(),
      overrides: calls.default([]),
    }),
  ),
  connections: z
    .array(z.strictObject({ calls, given: z.string().min(1), alone: z.boolean().default(false) }))
    .default([]),
  bare: calls.default([]),
  clean: calls.default([]),
  names: calls.default([]),
  writers: calls.default([]),
  streams: calls.default([]),
  runners: calls.default([]),
  paths: calls.default([]),
  unpackers: calls.default([]),
  starters: z.array(z.strictObject({ programs: z.string().min(1), options: z.string().min(1) })).default([]),
  homes: z
    .array(z.strictObject({ kind: behaviourKind, given: z.string().min(1), changes: z.string().min(1) }))
    .default([]),
});
export type BehaviourFile = z.infer<typeof behaviourSchema>;
