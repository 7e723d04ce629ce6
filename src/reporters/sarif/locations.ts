import type { Declaration, Finding, FunctionReport } from '../../model/index.js';
import { stepWords } from '../names.js';
import { escapeTerminal } from '../escape-terminal.js';
import type { ReportIndex } from '../report-index.js';
import { declaredPlaces, type Sighting } from '../sightings.js';
import type { ResultGroup } from '../fold-results.js';
import { messageText } from './message.js';

/** GitHub shows so many locations of a result; fewer keep the file small. */
const MAX_LOCATIONS = 100;
const MAX_RELATED = 20;
const MAX_LOGICAL = 5;

const NOWHERE: Declaration = { path: '', line: null };

/** A path as a URI relative to the repository's root, the only form that GitHub accepts. Parts that would lead out of it are cut. */
export function relativeUri(path: string): string {
  const segments = path.split('/').filter((segment) => !['', '.', '..'].includes(segment));
  return segments.map((segment) => encodeURIComponent(segment.toWellFormed())).join('/') || 'unnamed';
}

/** GitHub shows a result on a line; an archive has but the first. */
export function physicalLocation(path: string, line: number | null = null): object {
  return { artifactLocation: { uri: relativeUri(path) }, region: { startLine: line ?? 1 } };
}

function codeOf({ mounts }: FunctionReport, { artifacts, report }: ReportIndex): string {
  const code = mounts.flatMap(({ artifact }) => artifacts.get(artifact)?.path ?? []);
  return code[0] ?? report.options.targets[0] ?? '';
}

/** Where the function is declared, which is a file of the repository more often than its code is. */
function placeOf(fn: FunctionReport, index: ReportIndex): Declaration {
  return fn.declaredIn ?? { path: codeOf(fn, index), line: null };
}

/** Where the setting, or the first function that is concerned, is declared; else the artifact. */
function placeOfSighting(sighting: Sighting, index: ReportIndex): Declaration {
  const { artifact, functions } = sighting;
  const [declared] = declaredPlaces(sighting);
  const [first] = functions;
  if (declared) return declared;
  return artifact ? { path: artifact.path, line: null } : first ? placeOf(first, index) : NOWHERE;
}

function keyOf({ path, line }: Declaration): string {
  return `${line} ${path}`;
}

function logicalLocation({ name, id }: FunctionReport): object {
  return { name: escapeTerminal(name), fullyQualifiedName: escapeTerminal(id), kind: 'function' };
}

/** Where a result is: a place for each artifact that it was found in, with its functions. */
export function locationsOf(group: ResultGroup, index: ReportIndex): object[] {
  const places = new Map<string, { place: Declaration; functions: readonly FunctionReport[] }>();
  for (const sighting of group) {
    const place = placeOfSighting(sighting, index);
    places.set(keyOf(place), { place, functions: sighting.functions });
  }
  return [...places.values()].slice(0, MAX_LOCATIONS).map(({ place: { path, line }, functions }) => ({
    physicalLocation: physicalLocation(path, line),
    logicalLocations: functions.slice(0, MAX_LOGICAL).map(logicalLocation),
  }));
}

/** Functions that are concerned through something they share, and artifacts that are not a location already. */
export function relatedLocationsOf(group: ResultGroup, index: ReportIndex): object[] {
  const known = new Set(group.map((sighting) => keyOf(placeOfSighting(sighting, index))));
  const functions = new Set(group.flatMap((sighting) => sighting.functions));
  const artifacts = new Set(group.flatMap(({ artifact }) => artifact?.path ?? []));
  const related = [
    ...[...artifacts].map((path) => ({ path, line: null, name: 'the artifact' })),
    ...[...functions].map((fn) => ({ ...placeOf(fn, index), name: fn.name })),
  ];
  const isNew = (place: Declaration): boolean => !known.has(keyOf(place)) && !!known.add(keyOf(place));
  return related
    .filter(isNew)
    .slice(0, MAX_RELATED)
    .map(({ path, line, name }, at) => ({
      id: at,
      physicalLocation: physicalLocation(path, line),
      message: { text: messageText(name) },
    }));
}

type Step = Finding['evidence'][number];

/** Path of a step's file from the repository's root: below the folder, or the archive, that holds the function's code. */
function pathOfStep(seen: Step, [first]: readonly FunctionReport[], index: ReportIndex): string {
  const path = seen.path ?? '';
  const other = 'function' in seen && seen.function !== undefined ? seen.function : null;
  const owner = other === null ? first : index.report.functions.find(({ id }) => id === other);
  if (!owner) return path;
  const mounted = owner.mounts.flatMap(({ artifact }) => index.artifacts.get(artifact) ?? []);
  const code = mounted.find(({ kind }) => kind !== 'layer')?.path ?? '';
  // The artifact is this one file.
  return `/${code}`.endsWith(`/${path}`) ? code : `${code}/${path}`;
}

/** The place of a step, with the code there and the lines around it. */
function physicalStep(seen: Step, path: string): object {
  if ('method' in seen) return physicalLocation(path);
  const { line, frame } = seen;
  const place = physicalLocation(path, line);
  const lines = frame?.lines.map((text) => escapeTerminal(text)) ?? [];
  const own = frame && line !== null ? lines[line - frame.line] : undefined;
  if (!frame || own === undefined) return place;
  const region = { startLine: line, snippet: { text: own } };
  const endLine = frame.line + lines.length - 1;
  // A region around the region is larger than it (§3.29.5).
  const around = { startLine: frame.line, endLine, snippet: { text: lines.join('\n') } };
  return { ...place, region, ...(lines.length > 1 && { contextRegion: around }) };
}

/** The way of data from outside to where it does harm (§3.36). */
export function codeFlowsOf(
  { finding: { kind, evidence }, functions }: Pick<Sighting, 'finding' | 'functions'>,
  index: ReportIndex,
): object {
  if (kind !== 'injection') return {};
  const locations = evidence.map((seen) => ({
    location: {
      physicalLocation: physicalStep(seen, pathOfStep(seen, functions, index)),
      message: { text: messageText(stepWords(seen)) },
    },
  }));
  return { codeFlows: [{ threadFlows: [{ locations }] }] };
}
