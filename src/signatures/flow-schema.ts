import { z } from 'zod';
import { behaviourKind, type BehaviourFile } from './behaviour-schema.js';
import { calls, modelTypes, NO_MODELS } from './flow-models-schema.js';
import { storeKind } from './store-schema.js';

/**
 * Files below `signatures/flows/`: rules about where data from outside must not go, and `known-*.yaml`, what is known about functions. How
 * functions are named: `CallName` in model/flows/call-name.ts.
 */

/** A text, or several. */
const texts = z.union([
  z
    .string()
    .min(1)
    .transform((text) => [text]),
  z.array(z.string().min(1)),
]);

const sink = z.strictObject({
  call: calls.min(1),
  argument: z.union([z.int().min(0), z.enum(['any', 'object'])]).default(0),
  names: z.array(z.string().min(1)).min(1).optional(),
  fields: z.array(z.string().min(1)).min(1).optional(),
  whole: z.literal(false).optional(),
  deep: z.boolean().optional(),
  option: z.string().min(1).optional(),
  without: z.string().min(1).optional(),
  where: z.string().min(1).optional(),
  unless: texts.optional(),
  with: texts.optional(),
  below: z.int().min(1).optional(),
  slow: z.literal(true).optional(),
  of: z.enum(['claims', 'kept', 'header', 'text', 'line']).optional(),
  first: z.array(z.string().min(1)).min(1).optional(),
});

const answer = z.strictObject({
  fields: calls.min(1),
  type: z.string().min(1).optional(),
  of: z.literal('kept').optional(),
});

const example = z.strictObject({
  why: z.string().min(10),
  /** Path → content; the first file is the handler's, and exports `handler`. */
  files: z.record(z.string().min(1), z.string()),
});
export type FlowExample = z.infer<typeof example>;

export const flowRuleSchema = z.strictObject({
  /** The file's path below the folder of signatures. */
  id: z.string().regex(/^flows\/[a-z0-9-]+$/),
  title: z.string().min(10),
  /** Why it matters in a function. */
  why: z.string().trim().min(20),
  /** The steps that remove the problem. */
  do: z.string().trim().min(10),
  kind: z.literal('injection'),
  severity: z.enum(['critical', 'high', 'medium', 'low']),
  confidence: z.enum(['high', 'medium', 'low']).default('medium'),
  usesRole: z.boolean().default(false),
  cwes: z.array(z.string().regex(/^CWE-\d+$/)).min(1),
  references: z.array(z.url()).default([]),
  sinks: z.array(sink).default([]),
  stores: calls.default([]),
  returns: z.array(answer).default([]),
  clean: calls.default([]),
  escapes: texts.default([]),
  checks: z.array(z.enum(['prefix', 'folder', 'host', 'text', 'short'])).default([]),
  python: z
    .strictObject({
      sinks: z.array(sink).default([]),
      views: calls.default([]),
      stores: calls.default([]),
      clean: calls.default([]),
      cleanIf: z
        .array(
          z.strictObject({
            call: calls.min(1),
            with: z.array(z.string().min(1)).min(1),
            maker: z.string().min(1),
          }),
        )
        .default([]),
    })
    .optional(),
  examples: z.strictObject({ bad: z.array(example).min(2), good: z.array(example).min(2) }),
});
/** A rule with its examples, as its file has it. */
export type FlowRuleFile = z.infer<typeof flowRuleSchema>;

const schemaUse = z.strictObject({
  names: calls.min(1),
  data: z.int().min(0),
  schema: z.int().min(0).optional(),
  dataIn: z.string().min(1).optional(),
  schemaIn: z.string().min(1).optional(),
  isList: z.boolean().optional(),
  field: z.string().min(1).optional(),
  told: calls.optional(),
  fails: z.enum(['throws', 'rejects', 'false', 'result']).optional(),
});
const schemaLibrary = z.strictObject({
  modules: calls.min(1),
  uses: z.array(schemaUse).default([]),
  checks: z.array(schemaUse).default([]),
  instances: z.array(schemaUse).default([]),
  clean: calls.default([]),
  address: calls.default([]),
  text: calls.default([]),
  pattern: calls.default([]),
  written: calls.default([]),
  closed: calls.default([]),
  object: calls.default([]),
  loose: calls.default([]),
  list: calls.default([]),
  either: calls.default([]),
  given: calls.default([]),
  all: calls.default([]),
  proof: calls.default([]),
  map: calls.default([]),
  instance: calls.default([]),
  nested: calls.default([]),
  filter: calls.default([]),
  store: calls.default([]),
  named: calls.default([]),
  parts: calls.default([]),
  taken: calls.default([]),
  proved: calls.default([]),
  matched: calls.default([]),
  negated: calls.default([]),
  schemaIn: calls.default([]),
  fieldsOf: z.record(z.string().min(1), z.string().min(1)).default({}),
});

export const flowFactsSchema = z.strictObject({
  id: z.string().regex(/^flows\/known-[a-z0-9-]+$/),
  title: z.string().min(10),
  language: z.enum(['javascript', 'python']).default('javascript'),
  clean: calls.default([]),
  answers: z.array(z.string().min(1)).default([]),
  sources: calls.default([]),
  trusted: z.array(z.string().min(1)).default([]),
  tests: calls.default([]),
  addresses: calls.default([]),
  fills: calls.default([]),
  constants: z.record(z.string().min(1), z.string()).default({}),
  callbacks: z
    .array(
      z.strictObject({
        call: calls.min(1),
        parameters: z.array(z.string().min(1).nullable()).min(1),
        within: z.string().min(1).optional(),
        gives: z.literal(true).optional(),
        isHook: z.literal(true).optional(),
        schemasIn: z.string().min(1).optional(),
        schemaBy: z.string().min(1).optional(),
      }),
    )
    .default([]),
  wrappers: z
    .array(z.strictObject({ call: calls, handlers: calls.default([]), middlewares: calls.default([]) }))
    .default([]),
  pipes: z.array(z.strictObject({ all: calls, one: calls, values: calls })).default([]),
  objects: calls.default([]),
  requestTexts: z.array(z.string().min(1)).default([]),
  schemas: z.array(schemaLibrary).default([]),
  stores: z.array(storeKind).default([]),
  models: modelTypes.default(NO_MODELS),
  events: z
    .array(
      z.strictObject({
        trigger: z.string().min(1),
        chosen: z.array(z.string().min(1)).default([]),
        platform: z.array(z.string().min(1)).default([]),
        texts: z.array(z.string().min(1)).default([]),
        sent: z.array(z.string().min(1)).default([]),
      }),
    )
    .default([]),
});
export type FlowFactsFile = z.infer<typeof flowFactsSchema>;

/** Something of a kind that code takes somewhere: the matcher `flow` of rules. */
export const flowPattern = z.strictObject({
  language: z.enum(['javascript', 'python']).default('javascript'),
  from: z.array(behaviourKind).min(1),
  to: z.array(behaviourKind).min(1),
  /** Only calls that run when a module is imported (Python). */
  runs: z.literal('import').optional(),
  /** Only if code gives an address that it holds to what sends; `bare`: the number of a machine on the internet, and no name. */
  fixed: z.union([z.literal(true), z.literal('bare')]).optional(),
  /** Only if a text of the code is given beside it: what overwrites a file (JavaScript). */
  blank: z.literal(true).optional(),
  /** Not what code signs with, unless it holds the address that it sends it to: a client of a service (JavaScript). */
  signed: z.literal(false).optional(),
  /** Not where callers of the package alone choose the address: a loader of modules (JavaScript). */
  chosen: z.literal(false).optional(),
  /** Only where the same call takes something of one of these kinds, too (JavaScript). */
  beside: z.array(behaviourKind).min(1).optional(),
  /** `unless` excuses only what code makes a digest of. */
  digested: z.literal(true).optional(),
});
export const flowMatcher = z.strictObject({ flow: flowPattern });

export type FlowPattern = Readonly<z.infer<typeof flowPattern>>;

/** A file below `signatures/flows/`. */
export type FlowFile = FlowRuleFile | FlowFactsFile | BehaviourFile;
