import type { Artifact, Finding, Package } from '../../model/index.js';
import { escapeTerminal } from '../escape-terminal.js';
import { counted, listed } from '../amounts.js';
import type { Block } from '../blocks.js';
import {
  isMaliciousGroup,
  isPossibleOnly,
  isSetAside,
  newWords,
  worstOf,
  type FindingGroup,
} from '../finding-groups.js';
import { loadedWords } from '../loaded-words.js';
import type { Cell, Row } from './layout.js';
import { fileName, isOnlyRequired, namedPackage } from '../names.js';
import type { ReportIndex } from '../report-index.js';

const MAX_PATHS = 2;
const MAX_NAMES = 3;

interface Place {
  readonly block: Block;
  readonly index: ReportIndex;
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

/** Each advisory once, whatever the number of copies it was found in. */
export function distinctRules(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule }) => !seen.has(rule) && seen.add(rule));
}

/** The word a line starts with; a question mark where no version is affected for certain. */
export function severityCell(group: FindingGroup): Cell {
  const severity = worstOf(group);
  return { text: severity.toUpperCase() + (isPossibleOnly(group) ? '?' : ''), tone: severity };
}

function subjectOf({ packages, findings }: FindingGroup): string {
  const [found] = packages;
  if (found) return namedPackage(found);
  const path = findings[0].locations[0]?.path;
  return path === undefined ? escapeTerminal(findings[0].title) : escapeTerminal(path);
}

function worstScore(findings: readonly Finding[]): string {
  const score = Math.max(...findings.map((finding) => finding.score ?? 0));
  if (score === 0) return '';
  return findings.length === 1 ? `, ${score.toFixed(1)}` : `, worst ${score.toFixed(1)}`;
}

function certaintyWords(advisories: readonly Finding[], found: Package | undefined): string {
  const possible = advisories.filter(({ certainty }) => certainty === 'possible').length;
  const total = counted(advisories.length, 'advisory', 'advisories');
  if (possible === 0) return total;
  if (found?.versionState === 'unknown') return `is it affected? ${total}`;
  return possible === advisories.length
    ? `possibly ${total}`
    : `${advisories.length - possible} certain, ${possible} possible`;
}

/** Whether a malicious release is known by its name and version; a rule that matched in a file has evidence with a line. */
function isKnownRelease({ kind, evidence }: Finding): boolean {
  return kind === 'malware' && evidence.every((one) => !('line' in one));
}

function whatCell(group: FindingGroup): Cell {
  const [worst] = group.findings;
  const link = worst.references[0] === undefined ? {} : { link: worst.references[0] };
  const maybe = isPossibleOnly(group) ? 'possibly a ' : '';
  if (isKnownRelease(worst))
    return { text: `${maybe}malicious release (${escapeTerminal(worst.rule)})`, tone: 'critical', ...link };
  const tone = isMaliciousGroup(group) ? { tone: 'critical' as const } : {};
  // A finding without a package and a path has its title as the subject.
  const text = escapeTerminal(worst.title) === subjectOf(group) ? '' : escapeTerminal(worst.title);
  if (worst.kind !== 'advisory') return { text, prose: true, ...tone, ...link };
  const advisories = distinctRules(group.findings);
  return { text: certaintyWords(advisories, group.packages[0]) + worstScore(advisories), ...link };
}

/** Why a package is there. */
function originOf(found: Package, artifact: Artifact, index: ReportIndex): string {
  if (found.direct) return 'direct';
  const introducer = index.introducersOf(artifact).get(found.id);
  if (introducer) return `via ${namedPackage(introducer)}`;
  const carrier = found.vendoredIn === null ? undefined : index.packagesOf(artifact).get(found.vendoredIn);
  if (carrier) return `inside ${namedPackage(carrier)}`;
  if (found.presence === 'declared') return 'only declared, its files are not there';
  if (found.presence === 'bundled' && found.locations[0])
    return isOnlyRequired(found)
      ? `required, its code was not found in ${fileName(found.locations[0].path)}`
      : `in ${fileName(found.locations[0].path)}`;
  return found.extraneous ? 'nothing depends on it' : '';
}

function whyCell({ artifact, packages }: FindingGroup, index: ReportIndex): Cell {
  const origins = artifact ? packages.map((found) => originOf(found, artifact, index)) : [];
  return { text: listed(unique(origins.filter((origin) => origin !== '')), MAX_NAMES) };
}

function fixCell(group: FindingGroup): Cell {
  const advisories = distinctRules(group.findings);
  if (group.findings[0].kind !== 'advisory') return { text: '' };
  const upgrades = advisories.flatMap(({ remediation }) => (remediation?.version ? [remediation] : []));
  const [first] = upgrades;
  if (!first) return { text: 'no fix known' };
  const share = upgrades.length < advisories.length ? `${upgrades.length} of ${advisories.length} ` : '';
  const versions = unique(upgrades.map(({ version }) => escapeTerminal(version ?? ''))).join(', ');
  const { major, direct } = first;
  const how = direct?.version ? `: raise ${escapeTerminal(`${direct.name} to ${direct.version}`)}` : '';
  return { text: `${share}fixed in ${versions}${major ? ' (another major)' : ''}${how}` };
}

/** Where, when that is not plain from the heading. */
function placeCells({ artifact, packages }: FindingGroup, { block }: Place, isRepeated: boolean): Cell[] {
  const inLayer =
    artifact && artifact !== block.artifacts[0] ? [{ text: `in ${fileName(artifact.path)}` }] : [];
  if (packages.length < 2 && !isRepeated) return inLayer;
  const paths = packages.flatMap(({ locations }) =>
    locations.slice(0, 1).map(({ path }) => escapeTerminal(path)),
  );
  if (paths.length === 0) return inLayer;
  const places = unique(paths);
  const inOne = places.length === 1 && packages.length > 1 ? ' in ' : ': ';
  const copies = packages.length > 1 ? `${packages.length} copies${inOne}` : 'at ';
  return [...inLayer, { text: copies + listed(places, MAX_PATHS), tone: 'dim' as const }];
}

function shadowCells({ artifact, packages }: FindingGroup, { block, index }: Place): Cell[] {
  return packages.flatMap((found) => {
    const shadows = index.shadows.get(`${artifact?.id}#${found.id}`) ?? [];
    const [first] = shadows;
    if (!first) return [];
    if (shadows.length < block.functions.length) {
      const names = listed(
        shadows.map(({ fn }) => escapeTerminal(fn.name)),
        MAX_NAMES,
      );
      return [{ text: `not loaded in ${shadows.length} of ${block.functions.length} functions: ${names}` }];
    }
    return [{ text: `shadowed by ${shadowingPackage(first.by, index)}: not loaded` }];
  });
}

function shadowingPackage(key: string, index: ReportIndex): string {
  const cut = key.indexOf('#');
  const artifact = index.artifacts.get(key.slice(0, cut));
  const found = artifact && index.packagesOf(artifact).get(key.slice(cut + 1));
  return artifact && found ? `${namedPackage(found)} in ${fileName(artifact.path)}` : 'another package';
}

/** Whether the functions of the block load it, as far as that is known. */
function loadedCells(group: FindingGroup, { block }: Place): Cell[] {
  const missing = unique(group.findings.flatMap(({ notLinked = [] }) => notLinked));
  if (missing.length > 0)
    return [{ text: `not linked: ${listed(missing.map(escapeTerminal), MAX_NAMES)}`, tone: 'dim' }];
  const text = loadedWords(group, block.functions);
  return text === '' ? [] : [{ text, ...(text === 'not loaded' ? { tone: 'dim' as const } : {}) }];
}

function warningCells(group: FindingGroup): Cell[] {
  const { findings } = group;
  const fresh = newWords(group);
  const exploited = findings.some(({ kev }) => kev === true);
  const gaps = findings.some(({ rangesComplete }) => !rangesComplete);
  return [
    ...(isSetAside(group) ? [{ text: 'set aside', tone: 'dim' as const }] : []),
    ...(fresh === '' ? [] : [{ text: fresh, tone: 'alert' as const }]),
    ...(exploited ? [{ text: 'exploited in the wild', tone: 'critical' as const }] : []),
    ...(gaps ? [{ text: 'more versions may be affected', tone: 'dim' as const }] : []),
  ];
}

/**
 * The line of a group: severity, what, finding, why it is there, fix, and whatever a reader could not guess.
 * @param isRepeated another line of the block is about a package of the same name.
 */
export function findingRow(group: FindingGroup, place: Place, isRepeated: boolean): Row {
  return [
    severityCell(group),
    { text: subjectOf(group), tone: 'strong' },
    whatCell(group),
    whyCell(group, place.index),
    fixCell(group),
    ...warningCells(group),
    ...placeCells(group, place, isRepeated),
    ...shadowCells(group, place),
    ...loadedCells(group, place),
  ];
}
