import { z } from 'zod';

/** Ids of facts. */
const ids = z.array(z.string().min(1)).min(1);

const fact = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** What the finding says of the code: "ignores errors". Not shown of facts that speak for the code. */
  says: z.string().min(5),
  /** Points: above 0 where malicious code has it more often, below 0 where harmless code has it more often; 0 is only a part of others. */
  points: z.number().default(0),
  /** RE2, on code without comments in which each text is `""`. */
  code: z.string().min(1).optional(),
  /** RE2, on the code around a match of `code`. */
  near: z.string().min(1).optional(),
  /** RE2, on each text of the code. */
  text: z.string().min(1).optional(),
  /** RE2: what `text` finds does not count if this is in it. */
  except: z.string().min(1).optional(),
  /** Of a text: only as code puts it together or decodes it. */
  hidden: z.literal(true).optional(),
  /** Of a text: RE2, on the code right before it. */
  behind: z.string().min(1).optional(),
  notBehind: z.string().min(1).optional(),
  /** Of a text: what its pattern finds stands in no manifest and no README of the package. */
  unnamed: z.literal(true).optional(),
  /** npm runs a script of the package on install. */
  installs: z.literal(true).optional(),
  /** Of each list, one of these facts holds in the same code. */
  all: z.array(ids).min(1).optional(),
});

/** Facts of a package's code that add up: none of them proves anything. */
export const sumPattern = z.strictObject({
  /** Points from which on it is a finding. */
  from: z.number(),
  facts: z.array(fact).min(1),
});

/** Facts of the code of a package that few know: none proves anything, together they count. */
export const sumMatcher = z.strictObject({ sum: sumPattern });

export type SumPattern = z.infer<typeof sumPattern>;
export type Fact = z.infer<typeof fact>;

/** Sources of the patterns of facts. */
export function sourcesOfSum({ facts }: SumPattern): readonly string[] {
  return facts.flatMap(({ code, near, text, except, behind, notBehind }) =>
    [code, near, text, except, behind, notBehind].filter((source) => source !== undefined),
  );
}
