import { z } from 'zod';
import { GAP_CODES, ScanError, SCHEMA_VERSION, SEVERITIES, type Report } from '../model/index.js';

/** Only the compared fields; reports of later versions may have more. */
const Finding = z.object({
  id: z.string(),
  kind: z.string(),
  rule: z.string(),
  aliases: z.array(z.string()),
  title: z.string(),
  severity: z.enum(SEVERITIES).catch('unknown'),
  certainty: z.enum(['certain', 'possible']).catch('certain'),
  package: z.string().nullable(),
  fingerprint: z.string(),
  status: z.enum(['open', 'suppressed', 'not_affected']),
});

const Reference = z.object({
  artifact: z.string(),
  id: z.string(),
  fingerprint: z.string(),
  // Reports from before there were suppressions in a single function have none.
  suppression: z.unknown().optional(),
});

const Package = z.object({
  id: z.string(),
  ecosystem: z.string(),
  name: z.string(),
  version: z.string().nullable(),
  candidates: z.array(z.string()),
});

const Artifact = z.object({
  id: z.string(),
  path: z.string(),
  name: z.string(),
  packages: z.array(Package),
  findings: z.array(Finding),
  problems: z.array(z.object({ affectsCompleteness: z.boolean() })),
});

const AcceptedGap = z.object({
  code: z.enum(GAP_CODES).catch('failed'),
  artifact: z.string().nullable(),
  path: z.string(),
  message: z.string(),
});

const FunctionEntry = z.object({
  id: z.string(),
  name: z.string(),
  mounts: z.array(z.object({ artifact: z.string() })),
  packages: z.array(z.object({ artifact: z.string(), id: z.string() })),
  runtimePackages: z.array(Package),
  findings: z.array(z.union([Finding, Reference])),
  complete: z.boolean(),
  // Reports from before there were rules about gaps have none; codes of later versions are no reason to refuse a report.
  acceptedGaps: z.array(AcceptedGap).default([]),
});

const recordedReport = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  tool: z.object({ name: z.literal('stowaway'), version: z.string() }),
  scannedAt: z.string(),
  options: z.object({ finished: z.boolean() }),
  data: z.object({
    advisories: z.array(z.object({ ecosystem: z.string(), asOf: z.string(), starter: z.boolean() })),
  }),
  summary: z.object({ complete: z.boolean() }),
  artifacts: z.array(Artifact),
  functions: z.array(FunctionEntry),
});

type Immutable<T> = T extends object ? { readonly [Key in keyof T]: Immutable<T[Key]> } : T;

/** The compared part of a JSON report that was written earlier, perhaps elsewhere. */
export type RecordedReport = Immutable<z.infer<typeof recordedReport>>;
export type RecordedFinding = Immutable<z.infer<typeof Finding>>;
export type RecordedPackage = Immutable<z.infer<typeof Package>>;

const HINT = 'Name a report that `stowaway scan --output json=FILE` wrote.';

function refused(name: string, why: string, cause?: unknown): ScanError {
  return new ScanError('data', `${name} cannot be compared: ${why}.`, { hint: HINT, cause });
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refused(name, 'it is not JSON', cause);
  }
}

function hasOtherVersion(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'schemaVersion' in value &&
    value.schemaVersion !== SCHEMA_VERSION
  );
}

/**
 * Reads a JSON report.
 * @param name what messages call it.
 * @throws ScanError `data` for anything that is not one of schemaVersion 1.
 */
export function readRecordedReport(text: string, name: string): RecordedReport {
  const value = parse(text, name);
  if (hasOtherVersion(value)) throw refused(name, `its schemaVersion is not ${SCHEMA_VERSION}`);
  const { data, error } = recordedReport.safeParse(value);
  if (data) return data;
  const [issue] = error.issues;
  const where = issue?.path.map(String).join('.') ?? '';
  throw refused(
    name,
    where === '' ? 'it is another kind of document' : `its ${where} is missing or wrong`,
    error,
  );
}

/** The compared part of a report of this very run. */
export function asRecorded(report: Report): RecordedReport {
  return { ...report, tool: { ...report.tool, name: 'stowaway' } };
}
