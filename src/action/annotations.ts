import { posix } from 'node:path';
import { compareSeverity, type Finding, type Report, type Severity } from '../model/index.js';
import {
  counted,
  escapeTerminal,
  indexReport,
  listed,
  namedPackage,
  sightingsOf,
  type ReportIndex,
  type Sighting,
} from '../reporters/index.js';
import { manifestLines, manifestsAmong } from './manifest-lines.js';
import type { Annotation } from './workflow-commands.js';

/** The runner takes ten of each level from a step and drops the rest; one is the verdict's. */
const MAX_OF_A_LEVEL = 9;
const MAX_RULES = 5;
const MAX_FUNCTIONS = 5;

const LEVELS: Readonly<Record<Severity, Annotation['level']>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  unknown: 'warning',
  low: 'notice',
};

/** What a pull request changes. */
export interface ChangedTree {
  /** From the repository's root. */
  readonly files: ReadonlySet<string>;
  /** Folder that the configuration is named from, from the repository's root; '' for the root itself. */
  readonly configFolder: string;
  /** Text of a changed file; null when it cannot be read. */
  readonly read: (path: string) => string | null;
}

export interface Annotations {
  readonly shown: readonly Annotation[];
  /** How many more could stand in changed files. */
  readonly folded: number;
  /** Findings, new ones where there is a baseline, that no changed file brings in. */
  readonly elsewhere: number;
}

interface Place {
  readonly file: string;
  readonly line: number | null;
}

/** Sightings that one annotation tells. */
interface Group {
  readonly place: Place;
  readonly sightings: [Sighting, ...Sighting[]];
}

type PlaceOf = (sighting: Sighting) => Place | null;

/** A path as the report has it, from the repository's root; null when it leads out of it. */
function fromRoot(path: string, folder: string): string | null {
  const joined = posix.normalize(posix.join(folder, path));
  return posix.isAbsolute(path) || joined.startsWith('..') ? null : joined;
}

interface Manifest {
  readonly file: string;
  readonly lines: ReadonlyMap<string, number>;
}

function readManifests({ files, read }: ChangedTree): Manifest[] {
  return manifestsAmong(files).map((file) => ({ file, lines: manifestLines(file, read(file) ?? '') }));
}

/** Names that a manifest may call the package by: its own, or that of the dependency that brings it in. */
function namesOf({ artifact, found }: Sighting, index: ReportIndex): string[] {
  if (!artifact || !found) return [];
  const entrance = index.entrancesOf(artifact).get(found.id);
  return [found.alias, found.name, entrance?.alias, entrance?.name].filter(
    (name) => typeof name === 'string',
  );
}

function placeInManifest(names: readonly string[], manifests: readonly Manifest[]): Place | null {
  for (const { file, lines } of manifests) {
    const line = names.map((name) => lines.get(name)).find((number) => number !== undefined);
    if (line !== undefined) return { file, line };
  }
  return null;
}

function placeInTemplate({ functions }: Sighting, { files }: ChangedTree): Place | null {
  const declared = functions.map(({ declaredIn }) => declaredIn).find((one) => one && files.has(one.path));
  return declared ? { file: declared.path, line: declared.line } : null;
}

/** The line of a changed manifest or lockfile that brings the package in, else the changed template that declares a function with it. */
function placeFinder(index: ReportIndex, tree: ChangedTree): PlaceOf {
  const manifests = readManifests(tree);
  return (sighting) =>
    placeInManifest(namesOf(sighting, index), manifests) ?? placeInTemplate(sighting, tree);
}

function isTold({ finding }: Sighting): boolean {
  return finding.status === 'open' && finding.isNew !== false;
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    Number(b.kind === 'malware') - Number(a.kind === 'malware') || compareSeverity(a.severity, b.severity)
  );
}

/** A package in one version, or a finding that is about none, at one place. */
function keyOf({ finding, found }: Sighting, { file, line }: Place): string {
  const subject = found ? [found.ecosystem, found.name, found.version, ...found.candidates] : [finding.rule];
  return JSON.stringify([file, line, finding.kind, ...subject]);
}

function wordsOf({ sightings }: Group): Pick<Annotation, 'title' | 'message'> {
  const [{ finding, found }] = sightings;
  const rules = new Map(sightings.map((one) => [one.finding.rule, one.finding]));
  const what = finding.kind === 'advisory' ? counted(rules.size, 'advisory', 'advisories') : finding.kind;
  const told = [...rules.values()].map(
    ({ rule, title }) => `${escapeTerminal(rule)}: ${escapeTerminal(title)}`,
  );
  const names = new Set(
    sightings.flatMap(({ functions }) => functions.map(({ name }) => escapeTerminal(name))),
  );
  const rest = told.length - MAX_RULES;
  return {
    title: `${found ? namedPackage(found) : escapeTerminal(finding.rule)}: ${what}, ${finding.severity}`,
    message: [
      ...told.slice(0, MAX_RULES),
      ...(rest > 0 ? [`and ${rest} more`] : []),
      ...(names.size === 0 ? [] : [`In ${listed([...names], MAX_FUNCTIONS)}.`]),
      ...(finding.remediation ? [escapeTerminal(finding.remediation.text)] : []),
    ].join('\n'),
  };
}

function annotationOf(group: Group): Annotation {
  const [{ finding }] = group.sightings;
  const level = finding.kind === 'malware' ? 'error' : LEVELS[finding.severity];
  return { level, ...wordsOf(group), ...group.place };
}

function groupsOf(sightings: readonly Sighting[], placeOf: PlaceOf): { groups: Group[]; elsewhere: number } {
  const groups = new Map<string, Group>();
  let elsewhere = 0;
  for (const sighting of sightings) {
    const place = placeOf(sighting);
    if (!place) {
      elsewhere += 1;
      continue;
    }
    const key = keyOf(sighting, place);
    const group = groups.get(key);
    if (group) group.sightings.push(sighting);
    else groups.set(key, { place, sightings: [sighting] });
  }
  return { groups: [...groups.values()], elsewhere };
}

/** Whoever changes the rules changes what they are judged by: that is for the reviewer to see. */
function ruleChanges({ options: { config } }: Report, { files, configFolder }: ChangedTree): Annotation[] {
  const file = config === null ? null : fromRoot(config, configFolder);
  if (file === null || !files.has(file)) return [];
  const message = 'This change edits the rules that it is judged by.';
  return [{ level: 'warning', title: 'stowaway: rules changed', message, file, line: 1 }];
}

/** What of a report stands in files that a pull request changes, worst first, no more than the runner takes. */
export function annotationsOf(report: Report, tree: ChangedTree): Annotations {
  const index = indexReport(report);
  const sightings = sightingsOf(index)
    .filter(isTold)
    .sort((a, b) => compareFindings(a.finding, b.finding));
  const { groups, elsewhere } = groupsOf(sightings, placeFinder(index, tree));
  const all = [...ruleChanges(report, tree), ...groups.map(annotationOf)];
  const room = new Map<Annotation['level'], number>();
  const shown = all.filter(({ level }) => {
    const used = room.get(level) ?? 0;
    room.set(level, used + 1);
    return used < MAX_OF_A_LEVEL;
  });
  return { shown, folded: all.length - shown.length, elsewhere };
}
