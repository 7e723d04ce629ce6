import { isMalicious, type Severity, type Summary } from '../model/index.js';
import { encountersOf } from '../policy/index.js';
import { counted, listed } from './amounts.js';
import { escapeTerminal } from './escape-terminal.js';
import { namedPackage } from './names.js';
import { worstSightings, type Sighting } from './sightings.js';
import type { Annotation } from './workflow-command.js';

/** The runner takes ten of each level from a step and drops the rest; one is left for the caller's note on the run. */
const MAX_OF_A_LEVEL = 9;
const MAX_RULES = 5;
const MAX_FUNCTIONS = 5;
const MAX_LINES = 3;

const LEVELS: Readonly<Record<Severity, Annotation['level']>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  unknown: 'warning',
  low: 'notice',
};

export type AnnotationPlace = Pick<Annotation, 'file' | 'line'>;

/** The places of findings, and the selection of findings. */
export interface AnnotationChoice {
  /** Null for a finding that has no place. */
  readonly placeOf: (sighting: Sighting) => AnnotationPlace | null;
  /** Only findings that the baseline lacks. */
  readonly newOnly: boolean;
  /** Text before the findings. */
  readonly first: readonly Annotation[];
}

/** Annotations that fit, worst first. */
export interface ChosenAnnotations {
  readonly shown: readonly Annotation[];
  /** How many more there would be. */
  readonly folded: number;
  /** Findings that have no place. */
  readonly elsewhere: number;
}

/** Sightings in one annotation. */
interface Group {
  readonly place: AnnotationPlace;
  readonly sightings: [Sighting, ...Sighting[]];
}

function isAnnotated({ finding, artifact, functions }: Sighting, newOnly: boolean): boolean {
  if (finding.status !== 'open' || (newOnly && finding.isNew === false)) return false;
  for (const { suppressed, isNew } of encountersOf(finding, artifact, functions)) {
    if (!suppressed && !(newOnly && isNew === false)) return true;
  }
  return false;
}

/** A package in one version, or a finding that is about none, at one place. */
function keyOf({ finding, found }: Sighting, { file, line }: AnnotationPlace): string {
  const subject = found ? [found.ecosystem, found.name, found.version, ...found.candidates] : [finding.rule];
  return JSON.stringify([file, line, finding.kind, ...subject]);
}

function groupsOf(
  sightings: readonly Sighting[],
  placeOf: AnnotationChoice['placeOf'],
): { groups: Group[]; elsewhere: number } {
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

function levelOf({ sightings: [{ finding }] }: Group): Annotation['level'] {
  return isMalicious(finding) ? 'error' : LEVELS[finding.severity];
}

function annotationOf(group: Group): Annotation {
  const { place, sightings } = group;
  const [{ finding, found }] = sightings;
  const rules = new Map(sightings.map((one) => [one.finding.rule, one.finding]));
  const what = finding.kind === 'advisory' ? counted(rules.size, 'advisory', 'advisories') : finding.kind;
  const titles = [...rules.values()].map(
    ({ rule, title }) => `${escapeTerminal(rule)}: ${escapeTerminal(title)}`,
  );
  const names = new Set(
    sightings.flatMap(({ functions }) => functions.map(({ name }) => escapeTerminal(name))),
  );
  const rest = titles.length - MAX_RULES;
  return {
    level: levelOf(group),
    title: `${found ? namedPackage(found) : escapeTerminal(finding.rule)}: ${what}, ${finding.severity}`,
    message: [
      ...titles.slice(0, MAX_RULES),
      ...(rest > 0 ? [`and ${rest} more`] : []),
      ...(names.size === 0 ? [] : [`In ${listed([...names], MAX_FUNCTIONS)}.`]),
      ...(finding.remediation ? [escapeTerminal(finding.remediation.text)] : []),
    ].join('\n'),
    ...place,
  };
}

/** Returns a function that decides, for each further annotation, whether its level has room for it. */
function roomByLevel(): (level: Annotation['level']) => boolean {
  const used = new Map<Annotation['level'], number>();
  return (level) => {
    const count = (used.get(level) ?? 0) + 1;
    used.set(level, count);
    return count <= MAX_OF_A_LEVEL;
  };
}

/** Annotations at places of the repository, malware first, then worst first, at most as many as the runner takes. */
export function chooseAnnotations(
  sightings: readonly Sighting[],
  { placeOf, newOnly, first }: AnnotationChoice,
): ChosenAnnotations {
  const chosen = worstSightings(sightings.filter((sighting) => isAnnotated(sighting, newOnly)));
  const { groups, elsewhere } = groupsOf(chosen, placeOf);
  const hasRoom = roomByLevel();
  const shown = [
    ...first.filter(({ level }) => hasRoom(level)),
    ...groups.filter((group) => hasRoom(levelOf(group))).map(annotationOf),
  ];
  return { shown, folded: first.length + groups.length - shown.length, elsewhere };
}

/** A list as lines of an annotation. */
export function firstLines(lines: readonly string[]): string {
  const shown = lines.slice(0, MAX_LINES).map((line) => escapeTerminal(line));
  const rest = lines.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n');
}

/** Why a report is incomplete, for an annotation. */
export function unseenWords({ reasons }: Pick<Summary, 'reasons'>): string {
  return `The scan is incomplete.\n${firstLines(reasons)}`.trimEnd();
}
