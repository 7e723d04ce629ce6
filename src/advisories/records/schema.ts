import { z } from 'zod';

/**
 * What we read of an OSV record; unknown fields, id prefixes and ecosystems are fine.
 * https://ossf.github.io/osv-schema/
 */
const Strings = z.array(z.string()).nullish();

const Event = z.object({
  introduced: z.string().optional(),
  fixed: z.string().optional(),
  last_affected: z.string().optional(),
  limit: z.string().optional(),
});

const Range = z.object({ type: z.string(), events: z.array(Event) });
export type Range = z.infer<typeof Range>;

const Severities = z.array(z.object({ type: z.string(), score: z.string() })).nullish();

const AffectedObject = z.object({
  package: z.object({ ecosystem: z.string(), name: z.string() }).nullish(),
  severity: Severities,
  ranges: z.array(Range).nullish(),
  versions: Strings,
  database_specific: z
    .object({
      cwes: z.array(z.object({ cweId: z.string() })).optional(),
      last_known_affected_version_range: z.string().optional(),
    })
    .nullish()
    // Additional fields of a database never make a record unreadable.
    .catch(undefined),
  ecosystem_specific: z
    .object({
      imports: z.array(z.object({ path: z.string(), symbols: Strings })).optional(),
      custom_ranges: z.array(z.unknown()).optional(),
      // Of Debian: https://security-team.debian.org/security_tracker.html#severity-levels
      urgency: z.string().optional().catch(undefined),
    })
    .nullish()
    .catch(undefined),
});
export type AffectedObject = z.infer<typeof AffectedObject>;

/** Where a malicious-packages record comes from. https://github.com/ossf/malicious-packages */
const Origin = z.object({
  id: z.string().optional(),
  source: z.string(),
  modified_time: z.string().optional(),
  import_time: z.string().optional(),
  ranges: z.array(Range).nullish(),
  versions: Strings,
});
export type Origin = z.infer<typeof Origin>;

/** A score of CVSS without its vector. */
const Score = z.number().min(0).max(10).optional().catch(undefined);

export const OsvRecord = z.object({
  id: z.string().min(1).max(200),
  modified: z.string(),
  published: z.string().nullish(),
  withdrawn: z.string().nullish(),
  aliases: Strings,
  /** Records that this one is a distribution's view of. */
  upstream: Strings.catch(undefined),
  related: Strings.catch(undefined),
  summary: z.string().nullish(),
  details: z.string().nullish(),
  // What is only shown never makes a record unreadable.
  references: z
    .array(z.object({ url: z.string() }))
    .nullish()
    .catch(undefined),
  credits: z
    .array(z.object({ name: z.string() }))
    .nullish()
    .catch(undefined),
  severity: Severities,
  affected: z.array(AffectedObject).nullish(),
  database_specific: z
    .object({
      severity: z.string().optional().catch(undefined),
      cwe_ids: Strings.catch(undefined),
      cvss_v2_score: Score,
      cvss_v3_score: Score,
      cvss_v4_score: Score,
      range_completeness: z.string().optional().catch(undefined),
      'malicious-packages-origins': z.array(Origin).optional().catch(undefined),
    })
    .nullish()
    .catch(undefined),
});
export type OsvRecord = z.infer<typeof OsvRecord>;
