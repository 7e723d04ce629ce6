import { z } from 'zod';

/**
 * Files below `signatures/secrets/`: what secrets look like, and `known-*.yaml`, values and words that are no secrets. In patterns that are
 * RE2 syntax, the first group is the secret value; without a group the whole match is.
 */

const words = z.array(z.string().min(1));

/** Something near a value. */
const neighbour = z.strictObject({
  /** RE2; its first group is the value. */
  text: z.string().min(1),
  /** Characters before and behind the value. */
  within: z.int().min(1).max(1000),
});

const example = z.strictObject({
  why: z.string().min(10),
  /** Path → content. `[]` cuts a value and is taken out, so that no file of ours holds what looks like a secret. */
  files: z.record(z.string().min(1), z.string()),
});
export type SecretExample = z.infer<typeof example>;

/**
 * What a format says about its values, beside their letters. `crc32-base62`: six digits at the end are the CRC-32 of what is between
 * the underscore and them · `private-key`: it is DER, or a key of OpenSSH, in base64 · `jwt`: two parts are JSON, the first one names an algorithm · `snowflake`: its first part is a number in base64 ·
 * `user-password`: it is a user and a password in base64.
 */
export const STRUCTURES = ['crc32-base62', 'jwt', 'snowflake', 'user-password', 'private-key'] as const;
export type Structure = (typeof STRUCTURES)[number];

const severity = z.enum(['critical', 'high', 'medium', 'low']);

export const secretRuleSchema = z.strictObject({
  /** The file's path below the folder of signatures. */
  id: z.string().regex(/^secrets\/[a-z0-9-]+$/),
  title: z.string().min(5),
  /** What somebody who has the value can do. */
  why: z.string().trim().min(20),
  /** The steps that remove the problem. */
  do: z.string().trim().min(10),
  kind: z.literal('secret'),
  severity,
  confidence: z.enum(['high', 'medium', 'low']).default('high'),
  applies: z
    .strictObject({
      /** `application`: not in packages that others publish. */
      to: z.enum(['application', 'any']).default('any'),
      /** Globs on the path, as signatures have them. */
      files: words.default(['*']),
    })
    .prefault({}),
  /** At least one is in every file that can match; literal, case-sensitive. */
  keywords: words.min(1),
  patterns: words.min(1),
  /** RE2: a match that has this in it is none. */
  except: z.string().min(1).optional(),
  structure: z.enum(STRUCTURES).optional(),
  /** Shannon entropy of the value that is required, in bits a character. */
  entropy: z.number().min(0).max(6).default(0),
  /** A password that people choose: words that are no secrets are left out, and so are plain words. */
  chosen: z.boolean().default(false),
  /** The value is what a name with a keyword in it gets: only such places are searched, which is faster. */
  assigned: z.boolean().default(false),
  /** If given, this has to be near. */
  near: neighbour.optional(),
  /** If given, this must not be near: it says that the value is meant for everybody. */
  unlessNear: neighbour.optional(),
  /** The other part of the credentials: near a value, it raises the severity, and is no finding of its own. */
  pair: neighbour.extend({ severity }).optional(),
  /** First characters of a value that all values have in common, and that may be shown. */
  shows: z.int().min(0).max(20).default(0),
  references: z.array(z.url()).default([]),
  examples: z.strictObject({ bad: z.array(example).min(2), good: z.array(example).min(2) }),
});
/** A rule with its examples, as its file has it. */
export type SecretRuleFile = z.infer<typeof secretRuleSchema>;
/** A rule as it is shipped and used. */
export type SecretRule = Omit<SecretRuleFile, 'examples'>;

export const knownValuesSchema = z.strictObject({
  id: z.string().regex(/^secrets\/known-[a-z0-9-]+$/),
  title: z.string().min(5),
  /** Parts of values that documents and templates have, in lower case: a value with one of them is no secret. */
  parts: words.default([]),
  /** Whole values that people write in place of a password, in lower case. */
  words: words.default([]),
  /** Whole values that documents publish, cut by `[]`. */
  values: words.default([]),
  /** Parts of names, in small letters without `_`, `-` and `.`: what a name with one of them gets is for everybody, or encrypted. */
  names: words.default([]),
});
export type KnownValues = z.infer<typeof knownValuesSchema>;

/** A file below `signatures/secrets/`. */
export type SecretFile = SecretRuleFile | KnownValues;
