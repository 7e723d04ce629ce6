import { z } from 'zod';
import { FAIL_LEVELS, FINDING_KINDS, type Report } from '../../model/index.js';
import { AcceptedGap, Finding } from './finding-schema.js';
import { FunctionSchema } from './function-schema.js';
import { Package, Problem } from './package-schema.js';

const count = z.int().min(0);

const Root = z
  .strictObject({
    id: z.string().describe('Unique in its artifact.'),
    path: z.string().describe("Folder or file inside the artifact; empty: the artifact's root."),
    name: z.string().nullable(),
    manager: z.string().nullable().describe('npm, pnpm, yarn, bun, pip …; null when unknown.'),
    list: z
      .string()
      .exactOptional()
      .describe(
        'File inside the artifact that lists what it requires, where people write it and no manager does: requirements.txt, pyproject.toml. Absent where none is known.',
      ),
  })
  .meta({ id: 'root', description: 'Where a package tree hangs.' });

const Coverage = z
  .strictObject({
    codeBytes: z.number(),
    installed: z.number(),
    bundled: z.number(),
    firstParty: z.number(),
    generated: z.number().describe("Bundlers' and transpilers' helper code."),
    unattributed: z.number(),
  })
  .meta({
    id: 'coverage',
    description: 'Code bytes of an artifact by class, as inflated; codeBytes is their sum.',
  });

const Change = z
  .strictObject({
    action: z
      .enum(['upgrade', 'override', 'remove'])
      .describe('override: another package brings it, and the manifest forces its version.'),
    ecosystem: z.string(),
    name: z.string(),
    alias: z.string().nullable().describe('Its name in the manifest, when that differs.'),
    root: z.string().describe('Id of its root.'),
    from: z.array(z.string()).describe('Versions that are there, ascending.'),
    to: z.string().nullable().describe('Version to move to; null where malware has none that is free of it.'),
    major: z.boolean().describe('A step to another major, or to another minor of 0.x.'),
    broughtBy: z.array(z.string()).describe('Direct dependencies that bring it, when it is none itself.'),
    command: z.string().nullable().describe('Command for a POSIX shell; null where none is known.'),
    clears: z.array(z.string()).describe("Ids of the artifact's findings that are gone with it."),
  })
  .meta({ id: 'change', description: 'A change to the manifest that an artifact is built from.' });

const Artifact = z
  .strictObject({
    id: z.string().describe('Unique in the report.'),
    sha256: z.string().nullable().describe('Hex, of its bytes; null when it could not be read.'),
    codeSha256: z
      .string()
      .optional()
      .describe(
        'The same in base64, as Lambda shows the CodeSha256 of a zip. Absent for folders and images.',
      ),
    kind: z.enum(['function', 'layer', 'image']),
    path: z.string(),
    name: z
      .string()
      .describe(
        'Path within its target. If several targets contain this path, a part of the target’s own path is added.',
      ),
    size: z.number().describe('Bytes as packed.'),
    roots: z.array(Root),
    coverage: Coverage,
    packages: z.array(Package),
    findings: z.array(Finding),
    changes: z.array(Change).describe('What clears its findings, the worst and the most first.'),
    comparison: z
      .strictObject({
        packages: count.describe('Installed packages, without bundled and private ones.'),
        compared: count.describe('Those that were compared whole.'),
        private: count.describe('Packages whose names are sent to no registry.'),
      })
      .optional()
      .describe('Installed packages compared with what was published; only with --verify.'),
    examined: z
      .array(z.enum(FINDING_KINDS))
      .exactOptional()
      .describe(
        'Kinds of findings that rules, analyses and comparisons looked for in it; absent if that is not known. Advisories, permissions and settings are not among them.',
      ),
    problems: z.array(Problem),
  })
  .meta({ id: 'artifact', description: 'An archive, directory or image as deployed, analysed once.' });

const AdvisoryData = z
  .strictObject({
    ecosystem: z.string(),
    source: z.string().describe('Base URL without credentials, or starter.'),
    asOf: z.string().describe('ISO date-time.'),
    count,
    starter: z.boolean().describe('The small index that the package ships.'),
    sha256: z.string().optional().describe('Hex, of the content of its index.'),
  })
  .meta({ id: 'advisoryData', description: 'A source of advisories that was used.' });

const BySeverity = z
  .strictObject({ critical: count, high: count, medium: count, low: count, unknown: count })
  .meta({ id: 'bySeverity', description: 'Numbers of findings.' });

const Level = z.enum(FAIL_LEVELS);

const Gate = z
  .strictObject({
    severity: Level,
    kinds: z
      .array(z.strictObject({ kind: z.enum(FINDING_KINDS), severity: Level }))
      .describe('Levels for single kinds of findings.'),
    kev: z.boolean().describe('What is known to be exploited fails whatever its severity.'),
    epss: z
      .number()
      .nullable()
      .describe('What is exploited with this probability or a higher one fails whatever its severity.'),
    unreachable: Level.nullable().describe('Level for packages that no handler is known to reach.'),
    unexposed: Level.nullable().describe('Level for functions whose exposure is internal.'),
    required: Level.nullable().describe(
      'Level for packages that others require and whose own code was not found; null: they do not fail.',
    ),
    newOnly: z.boolean().describe('Only findings that the baseline lacks fail.'),
  })
  .meta({ id: 'gate', description: 'Which findings make the run fail.' });

const Summary = z
  .strictObject({
    functions: count,
    artifacts: count,
    packages: count.describe('Occurrences over all artifacts.'),
    findings: BySeverity.describe('Open findings, each counted once.'),
    newFindings: BySeverity.nullable().describe('Those that the baseline lacks; null without a baseline.'),
    setAside: count.describe("Findings that a rule of the user's or a VEX statement sets aside."),
    complete: z.boolean(),
    reasons: z.array(z.string()).describe('Why it is not complete.'),
    acceptedGaps: z
      .array(AcceptedGap)
      .describe('What was not seen and is accepted by a rule, each gap once.'),
  })
  .meta({ id: 'summary', description: 'Totals and the verdict.' });

const AdvisoryText = z
  .strictObject({
    rule: z.string().describe('The rule of findings.'),
    summary: z.string(),
    details: z.string().describe('Markdown.'),
    references: z.array(z.string()).describe('URLs.'),
    credits: z.array(z.string()).describe('Names of finders and others.'),
    weaknesses: z
      .array(z.strictObject({ id: z.string(), name: z.string().describe('Empty for one without a name.') }))
      .describe('CWE classes.'),
  })
  .meta({
    id: 'advisoryText',
    description: 'What an advisory says for people: texts of others, not escaped.',
  });

/** The strict shape of the report contract. */
export const reportSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    tool: z.strictObject({ name: z.string(), version: z.string() }),
    scannedAt: z.string().describe('ISO date-time.'),
    options: z.strictObject({
      targets: z.array(z.string()),
      offline: z.boolean(),
      failOn: z.string().describe('The level of its gate.'),
      gate: Gate,
      config: z.string().nullable().describe("The user's configuration file; null without one."),
      baseline: z
        .string()
        .nullable()
        .describe('The report that findings were compared with; null without one.'),
      allowIncomplete: z.boolean(),
      finished: z
        .boolean()
        .describe('False when the scan was interrupted: what is there is right, but not all.'),
    }),
    data: z.strictObject({
      advisories: z.array(AdvisoryData),
      signatures: z.strictObject({ version: z.string(), count }).nullable(),
      fingerprints: z.strictObject({ version: z.string(), packages: count }).nullable(),
    }),
    summary: Summary,
    artifacts: z.array(Artifact),
    functions: z.array(FunctionSchema),
    descriptions: z
      .array(AdvisoryText)
      .optional()
      .describe("Of the findings' advisories; absent if the advisory data has none, as the starter."),
    problems: z.array(Problem).describe('Problems of the run itself.'),
  })
  .meta({ description: 'What stowaway found in deployed functions.' });

type Immutable<T> = T extends object ? { readonly [Key in keyof T]: Immutable<T[Key]> } : T;
type Inferred = Immutable<z.infer<typeof reportSchema>>;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** Does not compile when the schema and the model's Report differ, in either direction. */
true satisfies Same<Inferred, Report>;

/** The contract as JSON Schema 2020-12, as published in schema/report-v1.schema.json. */
export function reportJsonSchema(): unknown {
  const { $schema, ...schema } = z.toJSONSchema(reportSchema, { target: 'draft-2020-12' });
  return { $schema, $id: 'urn:stowaway:report:v1', title: 'stowaway report', ...schema };
}
