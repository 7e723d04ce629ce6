import type { NamedByPurl } from '../ecosystems/index.js';
import {
  fingerprintOf,
  listed,
  PLAIN_FINDING,
  type Finding,
  type Package,
  type Problem,
} from '../model/index.js';
import { compareSbom, type FoundPackages } from './compare-sbom.js';
import type { Sbom } from './read-sbom.js';

/** Maximum number of single findings of one kind; more differences become one finding. */
const MAX_SHOWN = 10;
const MAX_SHOWN_NAMES = 20;
/** Maximum number of packages that a note names. */
const SHOWN_LEFT_OUT = 200;

const WHY = 'People who rely on the SBOM check other packages than those that run.';

interface Difference {
  readonly rule: 'sbom-undeclared' | 'sbom-version' | 'sbom-missing';
  readonly subject: string;
  readonly title: string;
  readonly package: Package | null;
  readonly certainty: Finding['certainty'];
}

const SEVERITY = { 'sbom-undeclared': 'medium', 'sbom-version': 'medium', 'sbom-missing': 'low' } as const;

function findingOf({ rule, subject, title, package: found, certainty }: Difference, source: string): Finding {
  return {
    ...PLAIN_FINDING,
    id: `${rule}#${source}#${found?.id ?? subject}`,
    kind: 'drift',
    rule,
    title,
    why: WHY,
    severity: SEVERITY[rule],
    confidence: found?.confidence ?? 'medium',
    certainty,
    package: found?.id ?? null,
    locations: found?.locations ?? [],
    evidence: [{ path: source, line: null, detail: title }],
    remediation: {
      action: 'review',
      version: null,
      major: false,
      direct: null,
      text: 'Make the SBOM from what is deployed, or deploy what it lists.',
    },
    fingerprint: fingerprintOf({ kind: 'drift', rule, subject }),
  };
}

function versionOf({ version, candidates }: Package): string {
  return version ?? candidates.join(' or ');
}

/** One finding for each difference, or a single one for many. */
function findingsAbout(differences: readonly Difference[], words: string, source: string): Finding[] {
  const [first] = differences;
  if (!first || differences.length <= MAX_SHOWN) return differences.map((one) => findingOf(one, source));
  const names = [...new Set(differences.map(({ subject }) => subject.slice(subject.indexOf(':') + 1)))];
  const title = `${differences.length} ${words}: ${listed(names, MAX_SHOWN_NAMES)}`;
  return [
    findingOf(
      { rule: first.rule, subject: `path:${source}`, title, package: null, certainty: first.certainty },
      source,
    ),
  ];
}

function missingOf({ ecosystem, name, version }: NamedByPurl, isCertain: boolean): Difference {
  return {
    rule: 'sbom-missing',
    subject: `${ecosystem}:${name}`,
    title: `${name} ${version ?? ''} is in the SBOM and was not found`.replace('  ', ' '),
    package: null,
    certainty: isCertain ? 'certain' : 'possible',
  };
}

function notesOf(sbom: Sbom, notLookedFor: number, source: string): Problem[] {
  const counts = [
    ...(notLookedFor > 0 ? [`of ecosystems that are not looked for (${notLookedFor})`] : []),
    ...(sbom.unidentified > 0 ? [`without a purl (${sbom.unidentified})`] : []),
  ];
  if (counts.length === 0) return [];
  const message = `Components ${counts.join(' and ')} in the SBOM were not compared.`;
  return [{ code: 'unsupported', path: source, message, affectsCompleteness: false }];
}

function chunked<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}

/** Packages of a lockfile that were not found: their number is shown in each report, their names with --verbose. */
function leftOutNotes(
  { format, components }: Sbom,
  leftOut: readonly string[],
  path: string,
): readonly Problem[] {
  if (format !== 'lockfile' || leftOut.length === 0) return [];
  const all = new Set(components.map(({ name }) => name)).size;
  const rest = leftOut.length > SHOWN_LEFT_OUT ? ` and ${leftOut.length - SHOWN_LEFT_OUT} more` : '';
  const shown = leftOut.slice(0, SHOWN_LEFT_OUT);
  const rows = chunked(shown, MAX_SHOWN_NAMES).map((names) => names.join(', '));
  const note = { code: 'missing', path, affectsCompleteness: false } as const;
  return [
    {
      ...note,
      message: `${leftOut.length} of ${all} packages of the lockfile were not found in the code. Bundlers leave out unused ones; another lockfile has others.`,
      isQuestion: true,
    },
    ...rows.map((names, at) => ({
      ...note,
      message: `Not found in the code: ${names}${at === rows.length - 1 ? rest : ''}`,
    })),
  ];
}

/**
 * The differences between a list of components and an artifact, as findings.
 * @param source path of the list.
 */
export function sbomFindings(
  sbom: Sbom,
  inventory: FoundPackages,
  source: string,
): { readonly findings: readonly Finding[]; readonly problems: readonly Problem[] } {
  const { undeclared, moved, missing, leftOut, notLookedFor } = compareSbom(sbom, inventory);
  // The missing component may be in unattributed code.
  const isCertain = inventory.coverage.unattributed === 0;
  const extra = undeclared.map((found) => ({
    rule: 'sbom-undeclared' as const,
    subject: `${found.ecosystem}:${found.name}`,
    title: `${found.name} ${versionOf(found)} is there and not in the SBOM`.replace('  ', ' '),
    package: found,
    certainty: 'certain' as const,
  }));
  const other = moved.map(({ package: found, declared }) => ({
    rule: 'sbom-version' as const,
    subject: `${found.ecosystem}:${found.name}`,
    title: `${found.name} ${versionOf(found)} is there, the SBOM has ${declared.join(', ')}`,
    package: found,
    certainty: 'certain' as const,
  }));
  const absent = missing.map((component) => missingOf(component, isCertain));
  return {
    findings: [
      ...findingsAbout(extra, 'packages are there and not in the SBOM', source),
      ...findingsAbout(other, 'packages are there in other versions than in the SBOM', source),
      ...findingsAbout(absent, 'packages are in the SBOM and were not found', source),
    ],
    problems: [...leftOutNotes(sbom, leftOut, source), ...notesOf(sbom, notLookedFor, source)],
  };
}
