import { z } from 'zod';

const words = z.array(z.string().min(1));
const versions = z.array(z.string().min(1)).min(1);

/**
 * A campaign file, `signatures/campaigns/<name>.yaml`: its releases with dates, and its traces in a deployed artifact.
 */
export const campaignSchema = z.strictObject({
  /** The file's path below the folder of signatures. */
  id: z.string().regex(/^campaigns\/[a-z0-9-]+$/),
  title: z.string().min(3),
  /** ISO date of its first release. */
  date: z.iso.date(),
  /** How the malware starts and how it harms. */
  why: z.string().trim().min(20),
  /** Ids of advisories about it. */
  aliases: words.default([]),
  /** Ecosystem → package → its malicious versions; `any` for a package that was never anything else. */
  packages: z.record(z.string(), z.record(z.string(), z.union([z.literal('any'), versions]))).default({}),
  /** Versions of the same packages that are known to be good, ascending. */
  good: z.record(z.string(), z.record(z.string(), versions)).default({}),
  /**
   * Strings that only its code has. `[]` cuts them and is taken out before they are looked for, so that no file of ours
   * has them in full: a scanner's table of marks must not look like the malware.
   */
  marks: z.array(z.string().min(10).includes('[]')).default([]),
  /** Files that nothing else is known to have beside each other: paths in a package or application, the first is looked for. */
  layouts: z.array(words.min(1)).default([]),
  /** Path as published → sha256 of its content, whatever the file is called now. */
  sha256: z.record(z.string(), z.array(z.string().regex(/^[0-9a-f]{64}$/)).min(1)).default({}),
  /** Subresource integrity of its archives, as lockfiles have it. */
  integrity: z.array(z.string().startsWith('sha512-')).default([]),
  references: z.array(z.url()).default([]),
});
export type Campaign = z.infer<typeof campaignSchema>;

/** The part of a campaign that is compared with packages; the rest becomes rules about files. */
export type BadReleases = Pick<
  Campaign,
  'id' | 'title' | 'date' | 'why' | 'aliases' | 'packages' | 'good' | 'references'
>;
