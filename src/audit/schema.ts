import { z } from 'zod';
import { FINDING_KINDS, SEVERITIES } from '../model/index.js';
import { LOADINGS, RECORD_VERSION, type EvidenceRecord } from './record.js';

const text = z.string();
const count = z.int().min(0);
const texts = z.array(text);
const severity = z.enum(SEVERITIES);
const kind = z.enum(FINDING_KINDS);
const exposure = z.enum(['public', 'account', 'internal', 'unknown', 'noneSeen']).nullable();
const date = z.string().nullable().describe('ISO date.');

const Decision = {
  reason: text,
  owner: text.nullable(),
  expires: date.describe('ISO date; null: it has no end.'),
};

const FunctionSchema = z.strictObject({
  id: text,
  name: text,
  account: text.nullable(),
  region: text.nullable(),
  runtime: text.nullable(),
  exposure: exposure.describe('Who can start it; null: nothing is known about its triggers.'),
  startedBy: texts.describe('Routes, methods, authorizers and policies that say who can start it.'),
  artifacts: z.array(
    z.strictObject({
      path: text,
      kind: text,
      sha256: text.nullable().describe('Hex; null: it could not be read.'),
      codeSha256: text.nullable(),
    }),
  ),
  packages: count,
  open: z.record(severity, count).describe('Open findings by severity.'),
  complete: z.boolean().describe('No gap is open.'),
  acceptedGaps: count,
  sbom: text.describe('File of its bill of materials.'),
});

const ComponentSchema = z.strictObject({
  artifact: text.describe('Path of the artifact.'),
  sha256: text.nullable().describe('Hex; null: it could not be read.'),
  functions: texts.describe('Functions that mount it.'),
  packages: texts.describe('Names with versions.'),
  complete: z.boolean().describe('False: a part of it was not seen, accepted or not.'),
  examined: z
    .array(kind)
    .nullable()
    .describe(
      'Kinds of findings that were looked for in it; null: an earlier version of stowaway stored its analysis.',
    ),
});

const ChangeSchema = z.strictObject({
  change: z.enum(['new', 'fixed']),
  severity,
  kind,
  rule: text,
  title: text,
  subject: text.nullable().describe('Package URL; null: it is about no package.'),
  function: text,
});

const About = { severity, kind, rule: text, title: text, subject: text, functions: texts };

const FindingSchema = z.strictObject({
  ...About,
  aliases: texts.describe('Other ids of the same flaw, CVE first.'),
  score: z.number().nullable().describe('CVSS base score 0–10; null without one.'),
  exploited: z
    .boolean()
    .nullable()
    .describe('In CISA’s catalogue of exploited vulnerabilities; null: the catalogue was not there.'),
  certainty: text,
  loaded: z
    .enum(LOADINGS)
    .nullable()
    .describe('Whether the function may load its package; null: it is about no package.'),
  exposure: exposure.describe(
    'Who can start the function where it is the worst; null: nothing is known about its triggers.',
  ),
  fixedIn: texts,
  remediation: text.nullable(),
  firstSeen: date.describe('Day of the sweep that saw it first; null without sweeps.'),
});

const ExceptionSchema = z.strictObject({
  ...About,
  status: z.enum(['suppressed', 'not_affected']),
  ...Decision,
  source: text.nullable().describe('File with the rule.'),
});

const Gap = {
  code: text,
  where: text,
  message: text,
  missing: text.describe('The part of the answer that is missing because of it.'),
};

const PermissionSchema = z.strictObject({
  function: text,
  role: text.nullable(),
  needed: texts.nullable().describe('Null: permissions were not analysed.'),
  granted: texts,
  lacked: texts,
  excessActions: count.nullable().describe('Null: not known.'),
  excess: texts,
  atLeast: z.boolean().describe('Code may need more than was found.'),
  doubts: texts,
});

const TrendSchema = z.strictObject({
  run: count,
  startedAt: text,
  complete: z.boolean(),
  functions: count,
  covered: count.describe('Functions that were read whole.'),
  open: z.record(text, count),
});

const ControlSchema = z.strictObject({
  framework: text,
  id: text,
  about: text.describe('In words of our own.'),
  answers: z.array(
    z.strictObject({
      field: text,
      says: text,
      count: count.nullable().describe('Null: nothing was examined that could have made an entry.'),
      notExamined: texts.describe('Values of the field for which nothing was examined.'),
    }),
  ),
  notAnswered: text,
});

const Named = z.strictObject({ version: text, count });

export const evidenceSchema = z.strictObject({
  recordVersion: z.literal(RECORD_VERSION),
  tool: z.strictObject({ name: text, version: text }),
  asOf: text.describe('ISO date-time of what basis names: not always the day of the run.'),
  basis: z.enum(['SOURCE_DATE_EPOCH', 'sweep', 'advisory data']).describe('Where the date comes from.'),
  signed: z.boolean().describe('Whether the folder has a signature of its digests.'),
  scope: z.strictObject({
    kind: z.enum(['scan', 'sweep']),
    targets: texts,
    accounts: texts,
    regions: texts,
    sweep: count.nullable(),
    sweptBy: text
      .nullable()
      .describe('The version of the tool that ran the sweep; null where it is not known.'),
    functions: count,
    artifacts: count,
    packages: count,
    config: text.nullable(),
    failOn: text,
    secondsPerArtifact: z
      .number()
      .nullable()
      .describe(
        'Seconds without a sign of progress after which the analysis of an artifact is given up; null: a sweep does not store it.',
      ),
  }),
  complete: z.boolean(),
  advisories: z.array(
    z.strictObject({
      ecosystem: text,
      source: text,
      asOf: text,
      count,
      starter: z.boolean(),
      sha256: text.optional(),
      ageDays: count.nullable().describe('On the day of the run; null where that day is not known.'),
    }),
  ),
  signatures: Named.nullable(),
  fingerprints: z.strictObject({ version: text, packages: count }).nullable(),
  functions: z.array(FunctionSchema),
  components: z.array(ComponentSchema).describe('Packages by artifact.'),
  findings: z.array(FindingSchema).describe('Open ones, the worst for its function first.'),
  changes: z
    .array(ChangeSchema)
    .nullable()
    .describe('Since the sweep before; null: there is no earlier sweep to compare with.'),
  exceptions: z.array(ExceptionSchema),
  gaps: z
    .array(z.strictObject(Gap))
    .describe('Parts of the scope that were not read, and answers that are not whole.'),
  acceptedGaps: z.array(z.strictObject({ ...Gap, ...Decision, source: text })),
  notCovered: z.array(z.strictObject({ what: text, count, examples: texts })),
  permissions: z.array(PermissionSchema),
  trend: z.array(TrendSchema).describe('The oldest first; empty for a scan.'),
  controls: z.array(ControlSchema),
}) satisfies z.ZodType<EvidenceRecord>;

/** The JSON Schema of `evidence.json`. */
export function evidenceJsonSchema(): unknown {
  const { $schema, ...schema } = z.toJSONSchema(evidenceSchema, { target: 'draft-2020-12' });
  return { $schema, $id: 'urn:stowaway:evidence:v1', title: 'evidence.json of stowaway evidence', ...schema };
}
