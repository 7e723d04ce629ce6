import { z } from 'zod';
import { FINDING_KINDS, GAP_CODES } from '../../model/index.js';
import { Analysis, Confidence, Evidence, Location } from './package-schema.js';

const FindingEvidence = z
  .strictObject({
    path: z.string(),
    line: z.int().nullable(),
    detail: z.string().describe('What was seen there, short; not escaped.'),
    frame: z
      .strictObject({ line: z.int().describe('Number of the first line.'), lines: z.array(z.string()) })
      .optional()
      .describe('The lines around it; absent in minified code.'),
    function: z
      .string()
      .optional()
      .describe("Id of the function whose code it is; absent: the finding's own."),
    into: z
      .string()
      .optional()
      .describe(
        'The resource that this step puts the data into, and the next step takes it from: ARN, with placeholders.',
      ),
  })
  .meta({ id: 'findingEvidence', description: 'What was seen where.' });

const Remediation = z
  .strictObject({
    action: z.enum(['upgrade', 'remove', 'replace', 'review']),
    version: z
      .string()
      .nullable()
      .describe('Version to move the affected package to; null when none is known.'),
    major: z.boolean().describe('That version is in another major than the one found.'),
    withinMajor: z
      .string()
      .optional()
      .describe(
        'Where version is of another major, or of another minor of 0.x: one that clears it without such a step.',
      ),
    direct: z
      .strictObject({ name: z.string(), version: z.string().nullable() })
      .nullable()
      .describe('The direct dependency to raise, when the package is transitive.'),
    text: z.string().describe('One imperative sentence.'),
  })
  .meta({ id: 'remediation', description: 'What to change.' });

export const Suppression = z
  .strictObject({
    reason: z.string(),
    owner: z.string().nullable(),
    expires: z.string().nullable().describe('ISO date.'),
    source: z.string().describe('File with the rule: a configuration or a VEX document.'),
  })
  .meta({ id: 'suppression', description: 'Who set a finding aside or accepted a gap, why and until when.' });

export const AcceptedGap = z
  .strictObject({
    code: z.enum(GAP_CODES),
    artifact: z
      .string()
      .nullable()
      .describe("Path of the artifact; null: a gap of the function's or the run's own."),
    path: z.string().describe('Path inside the artifact; empty: all of it.'),
    message: z.string(),
    analysis: Analysis.exactOptional(),
    suppression: Suppression,
  })
  .meta({ id: 'acceptedGap', description: 'What was not seen, and which rule accepts it.' });

const FileHash = z
  .strictObject({ path: z.string(), sha256: z.string().describe('Hex.') })
  .meta({ id: 'fileHash', description: 'A file that a finding rests on.' });

export const Finding = z
  .strictObject({
    id: z.string().describe('Unique in its artifact or function.'),
    kind: z.enum(FINDING_KINDS),
    rule: z.string().describe('Advisory id or signature id.'),
    aliases: z.array(z.string()),
    title: z.string(),
    why: z.string().nullable().describe('Why it matters in a function; null when the title says it.'),
    severity: z.enum(['critical', 'high', 'medium', 'low', 'unknown']),
    score: z.number().nullable().describe('CVSS base score, 0 to 10.'),
    vectors: z.array(z.string()).describe('CVSS vectors.'),
    cwes: z.array(z.string()),
    epss: z.number().nullable().describe('Probability of exploitation, 0 to 1; null without EPSS data.'),
    kev: z
      .boolean()
      .nullable()
      .describe("In CISA's catalogue of exploited vulnerabilities; null without the catalogue."),
    published: z.string().nullable().describe('ISO date-time.'),
    references: z.array(z.string()).describe('URLs.'),
    confidence: Confidence,
    certainty: z
      .enum(['certain', 'possible'])
      .describe(
        'certain: every version the package can have is affected; possible: some are, or it is unknown.',
      ),
    rangesComplete: z.boolean().describe('False when some affected ranges are known to be missing.'),
    package: z.string().nullable().describe('Package id, when it is about one.'),
    notLinked: z
      .array(z.string())
      .optional()
      .describe(
        'Functions with the flaw, none of which the program holds; absent if it holds one, or if that is not known.',
      ),
    locations: z.array(Location),
    evidence: z.array(z.union([Evidence, FindingEvidence])),
    fileHashes: z.array(FileHash).describe('Files that malware was seen in; empty for other kinds.'),
    fixedIn: z.array(z.string()).describe('Versions that fix it, ascending.'),
    remediation: Remediation.nullable(),
    fingerprint: z.string().describe('Stable across rebuilds, paths, machines and data updates.'),
    status: z.enum(['open', 'suppressed', 'not_affected']),
    justification: z
      .string()
      .nullable()
      .describe("Why it is not affected: VEX's justification, or a person's words."),
    suppression: Suppression.nullable(),
    isNew: z
      .boolean()
      .nullable()
      .describe('Whether the baseline lacks it in some function; null without a baseline.'),
  })
  .meta({ id: 'finding', description: 'A statement about an artifact or a function, with its evidence.' });
