import { z } from 'zod';
import {
  AWS_ACCOUNT,
  AWS_REGION,
  FAIL_LEVELS,
  FINDING_KINDS,
  GAP_CODES,
  type FindingKind,
} from '../model/index.js';
import { readPurl } from '../ecosystems/index.js';
import { namesOneLicense } from '../policy/index.js';

/** Malware has no level: it is accepted by its hash alone. */
const KINDS_WITH_LEVEL = FINDING_KINDS.filter(
  (kind): kind is Exclude<FindingKind, 'malware'> => kind !== 'malware',
);

const Level = z.enum(FAIL_LEVELS);

const PackagePattern = z
  .string()
  .regex(
    /^pkg:[A-Za-z0-9.+-]+\/\S+$/,
    'is written as a purl: pkg:npm/name, pkg:npm/@scope/*, pkg:npm/name@1.2.*',
  )
  .refine(
    (text) => readPurl(text) !== null,
    'names no package: write pkg:npm/name, pkg:pypi/name, pkg:gem/name or another package URL',
  )
  .describe('A purl whose name and version may hold * and **: pkg:npm/@scope/*, pkg:npm/lodash@4.17.*');

const Sha256 = z.string().regex(/^[0-9a-fA-F]{64}$/, 'is the 64 hexadecimal digits of a sha256');

const Words = z
  .string()
  .max(2000)
  .refine((text) => text.trim() !== '', 'is empty')
  .meta({ minLength: 1 });

const Day = z.iso.date('is a day like 2026-12-31');

const License = Words.refine(namesOneLicense, 'names more than one licence: list each separately');

const FailOn = z
  .strictObject({
    severity: Level.optional().describe('Lowest severity that fails; none: no severity does. Default: high.'),
    kinds: z
      .partialRecord(z.enum(KINDS_WITH_LEVEL), Level)
      .optional()
      .describe('Levels for single kinds of findings.'),
    kev: z.boolean().optional().describe("What is in CISA's catalogue fails whatever its severity."),
    epss: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('What is exploited with this probability or a higher one fails whatever its severity.'),
    unreachable: Level.optional().describe('Level for packages that no handler is known to reach.'),
    unexposed: Level.optional().describe(
      'Level for functions whose exposure is internal: only queues, streams, schedules and the like of their own account start them.',
    ),
    required: Level.optional().describe(
      'Level for packages of a bundle that others require and whose own code was not found. Default: none.',
    ),
  })
  .describe('Which findings make a scan fail.');

const Licenses = z
  .strictObject({
    allow: z.array(License).optional().describe('SPDX ids, with *. What is not allowed is a finding.'),
    deny: z.array(License).optional().describe('SPDX ids, with *: AGPL-*.'),
    unknown: z
      .enum(['report', 'accept'])
      .optional()
      .describe('Whether a package without a licence is a finding. Default: report.'),
  })
  .describe('Licences of packages.');

const Packages = z
  .strictObject({
    allow: z
      .array(PackagePattern)
      .optional()
      .describe('If given, every package outside this list is a finding.'),
    deny: z
      .array(z.strictObject({ package: PackagePattern, reason: Words.optional() }))
      .optional()
      .describe('Each of these packages is a finding.'),
  })
  .describe('Packages that are allowed or denied.');

const Ignore = z
  .strictObject({
    id: Words.optional().describe(
      'Id of an advisory or a rule, or an alias: CVE-…, GHSA-…, lockfile-version.',
    ),
    package: PackagePattern.optional(),
    path: Words.optional().describe('Glob of a path inside the artifact: lib/**.'),
    function: Words.optional().describe('Glob of a name or id of a function.'),
    sha256: z
      .union([Sha256, z.array(Sha256).min(1)], 'is the 64 hexadecimal digits of a sha256, or a list of such')
      .optional()
      .describe(
        'Of the artifact, or of all files of the finding (fileHashes in the JSON report). Malware needs it.',
      ),
    reason: Words.describe('Why it may be ignored.'),
    owner: Words.optional().describe('Who is responsible for the rule.'),
    expires: Day.optional().describe('Last day on which it is ignored, UTC.'),
  })
  .refine(
    ({ id, package: pattern, path, function: fn, sha256 }) =>
      [id, pattern, path, fn, sha256].some((given) => given !== undefined),
    'does not name what to ignore: give an id, package, path, function or sha256',
  )
  .describe('A finding is ignored when every key given here matches it.');

const Account = z.string().regex(AWS_ACCOUNT, 'is the twelve digits of an account, in quotes');
const Region = z.string().regex(AWS_REGION, 'is a region like eu-central-1');
/** Notes about settings are no gaps: nothing is missing because of them. */
const Code = z.enum(GAP_CODES).exclude(['setting']);

const Accept = z
  .strictObject({
    code: z
      .union([Code, z.array(Code).min(1)], `is one of ${Code.options.join(', ')}, or a list of such`)
      .describe('Kind of the gap: code of the problem in the JSON report, or a list of such.'),
    account: Account.optional().describe("In quotes: '123456789012'."),
    region: Region.optional(),
    function: Words.optional().describe('Glob of a name or id of a function.'),
    artifact: Words.optional().describe('Glob of the path of an artifact, or of the ARN of a layer.'),
    path: Words.optional().describe('Glob of a path inside the artifact: assets/**.'),
    message: Words.optional().describe(
      "Glob of the message in reports; write a count as *: 'Holds Ruby code **'.",
    ),
    reason: Words.describe('Why the gap is accepted.'),
    owner: Words.describe('Who is responsible for the rule.'),
    expires: Day.describe('Last day on which it is accepted, UTC.'),
  })
  .refine(
    ({ artifact, path, message }) => [artifact, path, message].some((given) => given !== undefined),
    'does not name what to accept: one code has many gaps; give a message, path or artifact',
  )
  .describe('A gap is accepted when every key given here matches it.');

const Aws = z
  .strictObject({
    account: Account.optional().describe("In quotes: '123456789012'."),
    region: Region.optional(),
  })
  .describe(
    'Account and region of functions that have no known ones; reports for Security Hub (asff) need them.',
  );

/** The file as users write it. */
export const configSchema = z
  .strictObject({
    $schema: z.string().optional().describe('Where editors find this schema.'),
    failOn: FailOn.optional(),
    licenses: Licenses.optional(),
    packages: Packages.optional(),
    ignore: z.array(Ignore).optional().describe('Findings that were reviewed and are accepted.'),
    accept: z
      .array(Accept)
      .optional()
      .describe('Gaps that were reviewed and are accepted: a scan or sweep with them counts as complete.'),
    exclude: z
      .array(Words)
      .optional()
      .describe(
        'Globs of paths of artifacts, as reports show them, that scans do not analyse: examples/**. Each is told as an accepted gap.',
      ),
    aws: Aws.optional(),
    vex: z.array(Words).optional().describe('OpenVEX and CSAF documents, relative to this file.'),
  })
  .meta({ description: 'What stowaway requires of functions, and what it accepts.' });

export type ConfigFile = z.infer<typeof configSchema>;

/** The same as JSON Schema 2020-12, as published in schema/config-v1.schema.json. */
export function configJsonSchema(): unknown {
  const { $schema, ...schema } = z.toJSONSchema(configSchema, { target: 'draft-2020-12', io: 'input' });
  return { $schema, $id: 'urn:stowaway:config:v1', title: 'stowaway configuration', ...schema };
}
