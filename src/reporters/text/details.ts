import type { Evidence, Finding, FindingEvidence, Package } from '../../model/index.js';
import { stepWords } from '../names.js';
import { escapeTerminal } from '../escape-terminal.js';
import { asideWords, suppressionWords } from '../aside-words.js';
import type { Block } from '../blocks.js';
import { distinctRules } from './finding-row.js';
import type { FindingGroup } from '../finding-groups.js';
import { frameRows } from './code-frame.js';
import { sentence, type Row } from './layout.js';
import { fileName, isOnlyRequired, namedPackage } from '../names.js';

function evidenceWords(seen: Evidence | FindingEvidence): string {
  const line = 'line' in seen && seen.line !== null ? `:${seen.line}` : '';
  const how = 'method' in seen ? `${seen.method} ` : '';
  const words = stepWords(seen);
  return escapeTerminal(`${how}${seen.path}${line}${words === '' ? '' : ` (${words})`}`);
}

function statusWords(finding: Finding): string[] {
  if (finding.status === 'open') return [];
  return [escapeTerminal(`${finding.status.replace('_', ' ')}: ${asideWords(finding)}`)];
}

function factWords(finding: Finding): string {
  const facts = [
    finding.severity + (finding.score === null ? '' : ` ${finding.score.toFixed(1)}`),
    ...(finding.certainty === 'possible' ? ['possible'] : []),
    ...(finding.epss === null ? [] : [`${(finding.epss * 100).toFixed(1)} % likely to be exploited (EPSS)`]),
    ...(finding.kev ? ['exploited in the wild'] : []),
    ...finding.cwes,
    ...(finding.fixedIn.length > 0 ? [`fixed in ${finding.fixedIn.join(', ')}`] : []),
    ...(finding.rangesComplete ? [] : ['affected ranges incomplete: other versions may be affected too']),
  ];
  return escapeTerminal(facts.join(' · '));
}

/** Columns that labels and indents take. */
const INDENTED = 16;

function findingRows(finding: Finding, width: number): Row[] {
  const aliases = finding.aliases.length > 0 ? ` (${finding.aliases.join(', ')})` : '';
  const [link] = finding.references;
  const lines = [
    factWords(finding),
    ...statusWords(finding),
    ...(finding.why === null ? [] : [`why: ${escapeTerminal(finding.why)}`]),
  ];
  const isWay = finding.kind === 'injection';
  const seenRows = finding.evidence.flatMap((seen): Row[] => [
    [{ text: '' }, { text: `seen: ${evidenceWords(seen)}`, prose: true }],
    ...(isWay ? frameRows(seen, width - INDENTED) : []),
  ]);
  const further = [
    ...(finding.remediation ? [`do: ${escapeTerminal(finding.remediation.text)}`] : []),
    ...finding.references.map(escapeTerminal),
  ];
  return [
    [
      { text: '' },
      {
        text: escapeTerminal(finding.rule + aliases),
        tone: 'strong',
        ...(link === undefined ? {} : { link }),
      },
      { text: escapeTerminal(finding.title), prose: true },
    ],
    ...lines.map((text): Row => [{ text: '' }, { text, prose: true }]),
    ...seenRows,
    ...further.map((text): Row => [{ text: '' }, { text, prose: true }]),
  ];
}

/** Everything that is known of the findings of a line. */
export function detailRows({ findings }: FindingGroup, width: number): Row[] {
  return distinctRules(findings).flatMap((finding) => findingRows(finding, width));
}

/** Findings that are set aside in some functions only; in their own lines they are open. */
export function asideRows({ artifacts, functions }: Block): Row[] {
  const rules = new Map(
    artifacts.flatMap(({ id, findings }) => findings.map((one) => [`${id}#${one.id}`, one.rule] as const)),
  );
  return functions.flatMap(({ name, findings }) =>
    findings.flatMap((reference) => {
      if ('kind' in reference || reference.suppression === null) return [];
      const rule = rules.get(`${reference.artifact}#${reference.id}`) ?? '';
      const why = suppressionWords(reference.suppression);
      return [sentence('set aside', escapeTerminal(`${rule} in ${name}: ${why}`))];
    }),
  );
}

/** What Lambda shows as `CodeSha256` of the same zips. */
export function digestRows({ artifacts }: Block): Row[] {
  return artifacts.flatMap(({ path, codeSha256 }) =>
    codeSha256 === undefined ? [] : [sentence('digest', `${fileName(path)}: CodeSha256 ${codeSha256}`)],
  );
}

/** Where the function is declared, its triggers and its role, as far as the configuration has them. */
export function configurationRows({ functions }: Block): Row[] {
  const [fn] = functions;
  if (!fn || functions.length > 1) return [];
  const triggers = fn.triggers.map(({ type, detail }) => (detail === null ? type : `${type} ${detail}`));
  const role = fn.role?.name ?? fn.role?.arn ?? '';
  const { path, line } = fn.declaredIn ?? { path: '', line: null };
  const rows: [label: string, words: string][] = [
    ['declared in', line === null ? path : `${path}:${line}`],
    ['starts on', triggers.join(' · ')],
    ['runs as', role],
  ];
  return rows
    .filter(([, words]) => words !== '')
    .map(([label, words]) => sentence(label, escapeTerminal(words)));
}

function packageWords(found: Package): string {
  if (found.presence === 'installed') return namedPackage(found);
  return `${namedPackage(found)} (${isOnlyRequired(found) ? 'required, its code was not found' : found.presence})`;
}

function namesRow(label: string, packages: readonly Package[]): Row[] {
  if (packages.length === 0) return [];
  return [
    [
      { text: label, tone: 'dim' },
      { text: packages.map(packageWords).join(' · '), prose: true },
    ],
  ];
}

/** Names and versions of all packages of a block, with those that the platform provides; those of an image's system by themselves. */
export function packageList({ artifacts, functions }: Block): Row[] {
  const [fn] = functions.length === 1 ? functions : [];
  const packages = [...artifacts.flatMap((artifact) => artifact.packages), ...(fn?.runtimePackages ?? [])];
  return [
    ...namesRow(
      'packages',
      packages.filter(({ system }) => !system),
    ),
    ...namesRow(
      'of the system',
      packages.filter(({ system }) => system),
    ),
  ];
}
