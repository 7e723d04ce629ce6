import { z } from 'zod';
import { PROBLEM_CODES } from '../../model/index.js';

export const Confidence = z.enum(['high', 'medium', 'low']);

/** Of problems and gaps. */
export const Analysis = z
  .string()
  .describe(
    'Present when only one part of the answer may lack something: id of the analysis (reachability, permissions, dataflow, native-code, linked-code) or detector, “recognition” of packages in bundles, or “matching” with advisories.',
  );

export const Problem = z
  .strictObject({
    code: z.enum(PROBLEM_CODES),
    path: z
      .string()
      .describe('Path inside the artifact (empty: the artifact itself), or of the target. Not escaped.'),
    message: z.string().describe('What happened, in one sentence.'),
    affectsCompleteness: z
      .boolean()
      .describe('True if a package or a function may be missing because of it.'),
    isQuestion: z
      .literal(true)
      .exactOptional()
      .describe('Present when the user can settle it; nothing is missing because of it.'),
    packages: z
      .array(z.string())
      .exactOptional()
      .describe(
        'Ids of the packages that it is about, which are not there. Where a function has others in their place, it is not incomplete.',
      ),
    analysis: Analysis.exactOptional(),
  })
  .meta({ id: 'problem', description: 'Something that could not be read or resolved.' });

export const Location = z
  .strictObject({
    path: z
      .string()
      .describe('Folder of an installed package, or the file it is part of; relative to the artifact.'),
    ranges: z
      .array(z.tuple([z.int(), z.int()]))
      .exactOptional()
      .describe('Byte ranges [start, end) in that file.'),
  })
  .meta({ id: 'location', description: 'Where a package or a finding is.' });

export const Evidence = z
  .strictObject({
    method: z.enum([
      'manifest',
      'lockfile',
      'sourcemap',
      'metafile',
      'path-comment',
      'license-comment',
      'version-string',
      'fingerprint',
      'file-hash',
      'dist-info',
      'buildinfo',
      'pom',
      'sbom',
      'system-database',
    ]),
    path: z.string().describe('Path inside the artifact.'),
    detail: z.string().nullable().describe('What was seen, short.'),
  })
  .meta({ id: 'evidence', description: 'How a package was recognised.' });

const UnresolvedDependency = z
  .strictObject({
    name: z.string(),
    spec: z.string().describe('Required range or spec.'),
    type: z.enum(['prod', 'optional', 'peer']),
    reason: z.enum(['missing', 'invalid']).describe('invalid: what resolves is outside the range.'),
  })
  .meta({ id: 'unresolvedDependency', description: 'A dependency that does not resolve as required.' });

export const Package = z
  .strictObject({
    id: z.string().describe('Unique in its artifact, stable across scans of the same bytes.'),
    purl: z.string().describe('Package URL; with a version only if versionState is exact.'),
    ecosystem: z.string().describe("OSV's word: npm, PyPI, Maven …"),
    name: z.string(),
    versionState: z
      .enum(['exact', 'set', 'unknown'])
      .describe('exact: version is known; set: one of candidates; unknown: neither.'),
    version: z.string().nullable(),
    candidates: z.array(z.string()).describe('Versions that the evidence cannot tell apart, ascending.'),
    presence: z
      .enum(['installed', 'bundled', 'vendored', 'declared', 'runtime'])
      .describe(
        'installed: its files are there; bundled: compiled into a file; vendored: a copy inside another package; declared: only a manifest or lockfile names it; runtime: the platform provides it.',
      ),
    basis: z
      .enum(['located', 'required', 'leftOut'])
      .describe(
        'located: its files or bytes are there, or a record of the build names it; required: something that is there needs it, and its own code was not found; leftOut: only a manifest or lockfile names it.',
      ),
    root: z.string().describe('Id of its application root.'),
    direct: z.boolean().nullable().describe('Required by the root itself; null when no manifest shows it.'),
    alias: z.string().nullable().describe('Name it is installed under, when that is not its own.'),
    origin: z.enum(['public', 'private', 'unknown']),
    vendoredIn: z.string().nullable().describe('Id of the package that carries this copy.'),
    locations: z.array(Location),
    bytes: z.number().describe('Bytes of its own files or ranges.'),
    dependencies: z.array(z.string()).describe('Ids of the packages that its dependencies resolve to.'),
    unresolved: z.array(UnresolvedDependency),
    extraneous: z.boolean().describe('Nothing in the tree of its root depends on it.'),
    licenses: z
      .array(z.string())
      .describe(
        "SPDX expressions or the manifest's own words. Of a bundled package, those that every release it may be states; empty if not known.",
      ),
    evidence: z.array(Evidence),
    confidence: Confidence,
    system: z
      .strictObject({
        source: z
          .strictObject({ name: z.string(), version: z.string() })
          .describe('The source that it was built from: advisories of most distributions name sources.'),
        isBase: z
          .boolean()
          .nullable()
          .describe('Whether the lowest layer that lists packages has it; null if that is not known.'),
      })
      .optional()
      .describe("Only for packages of an image's operating system."),
  })
  .meta({ id: 'package', description: 'One occurrence of a package in an artifact.' });
