import { z } from 'zod';

/** Ids of facts. */
const ids = z.array(z.string().min(1)).min(1);

const fact = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** What the finding says of the code: "ignores errors". Facts with points below 0 are not shown. */
  says: z.string().min(5),
  /**
   * Added to the sum: above 0 where malicious code has the fact more often, below 0 where harmless code has it more often. A fact
   * of 0 points counts only in the `all` of another one. Points are logarithms of odds.
   */
  points: z.number().default(0),
  /** RE2, on code without comments in which each text is `""`. */
  code: z.string().min(1).optional(),
  /** With `code`: RE2, on the code around a match. */
  near: z.string().min(1).optional(),
  /** RE2, on each text of the code, a line each. */
  text: z.string().min(1).optional(),
  /** With `text`: RE2; a text that it matches does not count. */
  except: z.string().min(1).optional(),
  /** With `text`: only texts that code joins of parts or decodes. */
  hidden: z.literal(true).optional(),
  /** With `text`: RE2; a text does not count if it matches the code right before it. */
  notBehind: z.string().min(1).optional(),
  /** With `text`: what the pattern finds stands neither in the manifest nor in the README of the package. */
  unnamed: z.literal(true).optional(),
  /** npm runs a script of the package on install. */
  installs: z.literal(true).optional(),
  /** Of each list, one of these facts holds in the same code. They stand before this fact. */
  all: z.array(ids).min(1).optional(),
});

/** How a fact is seen: each has one of these fields. */
const SEEN_BY = ['code', 'text', 'installs', 'all'] as const;
/** Fields that say more about `code` or `text`. */
const DETAILS = { near: 'code', except: 'text', hidden: 'text', notBehind: 'text', unnamed: 'text' } as const;

type DetailField = keyof typeof DETAILS;

/** What is wrong with a fact that follows others. */
function* mistakesOf(one: Fact, earlier: ReadonlySet<string>): Generator<string> {
  if (earlier.has(one.id)) yield `${one.id} stands twice`;
  if (SEEN_BY.filter((field) => one[field] !== undefined).length !== 1)
    yield `${one.id} needs one of ${SEEN_BY.join(', ')}`;
  for (const field of Object.keys(DETAILS) as DetailField[])
    if (one[field] !== undefined && one[DETAILS[field]] === undefined)
      yield `${one.id} has ${field} without ${DETAILS[field]}`;
  for (const id of one.all?.flat() ?? [])
    if (!earlier.has(id)) yield `${one.id} names ${id}, which no fact before it has as its id`;
}

function mistakesIn(facts: readonly Fact[]): readonly string[] {
  const earlier = new Set<string>();
  return facts.flatMap((one) => {
    const mistakes = [...mistakesOf(one, earlier)];
    earlier.add(one.id);
    return mistakes;
  });
}

/** Facts about a package's code, and how many points of them make a finding. */
export const sumPattern = z.strictObject({
  /** A sum of at least so many points is a finding. A larger value finds less malicious and less harmless code. */
  from: z.number(),
  /** The same for a module of a bundle. No README is beside it: facts with `unnamed` do not count. Absent: bundles are not judged. */
  fromInBundle: z.number().optional(),
  facts: z
    .array(fact)
    .min(1)
    .superRefine((facts, context) => {
      for (const message of mistakesIn(facts)) context.addIssue({ code: 'custom', message });
    }),
});

/** Only packages that are in no list of popular names, and such code in bundles, are judged by such a rule. No fact proves anything alone. */
export const sumMatcher = z.strictObject({ sum: sumPattern });

export type SumPattern = z.infer<typeof sumPattern>;
export type Fact = z.infer<typeof fact>;

/** Patterns of facts whose matches are all looked for. */
export function searchedOfSum({ facts }: SumPattern): readonly string[] {
  return facts.flatMap(({ code, near, text }) => [code, near, text].filter((source) => source !== undefined));
}

/** All patterns of facts. */
export function sourcesOfSum(pattern: SumPattern): readonly string[] {
  const others = pattern.facts.flatMap(({ except, notBehind }) => [except, notBehind]);
  return [...searchedOfSum(pattern), ...others.filter((source) => source !== undefined)];
}
