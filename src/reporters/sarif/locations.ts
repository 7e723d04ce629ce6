import type { FunctionReport } from '../../model/index.js';
import { escapeTerminal } from '../escape-terminal.js';
import type { ReportIndex } from '../report-index.js';
import type { Sighting } from '../sightings.js';
import type { ResultGroup } from './fold-results.js';
import { messageText } from './message.js';

/** GitHub shows so many locations of a result; fewer keep the file small. */
const MAX_LOCATIONS = 100;
const MAX_RELATED = 20;
const MAX_LOGICAL = 5;

/** A path as a URI relative to the repository's root, which is all that GitHub takes; what would lead out of it is cut. */
export function relativeUri(path: string): string {
  const segments = path.split('/').filter((segment) => !['', '.', '..'].includes(segment));
  return segments.map((segment) => encodeURIComponent(segment.toWellFormed())).join('/') || 'unnamed';
}

/** GitHub shows a result on a line; an archive has but the first. */
export function physicalLocation(path: string): object {
  return { artifactLocation: { uri: relativeUri(path) }, region: { startLine: 1 } };
}

function codeOf({ mounts }: FunctionReport, { artifacts, report }: ReportIndex): string {
  const code = mounts.flatMap(({ artifact }) => artifacts.get(artifact)?.path ?? []);
  return code[0] ?? report.options.targets[0] ?? '';
}

/** Of a finding in a function itself, the function's code. */
function pathOf({ artifact, functions: [fn] }: Sighting, index: ReportIndex): string {
  return artifact?.path ?? (fn ? codeOf(fn, index) : '');
}

function logicalLocation({ name, id }: FunctionReport): object {
  return { name: escapeTerminal(name), fullyQualifiedName: escapeTerminal(id), kind: 'function' };
}

/** Where a result is: the artifacts it was found in, with their functions. */
export function locationsOf(group: ResultGroup, index: ReportIndex): object[] {
  const byPath = new Map(group.map((sighting) => [pathOf(sighting, index), sighting]));
  return [...byPath].slice(0, MAX_LOCATIONS).map(([path, { functions }]) => ({
    physicalLocation: physicalLocation(path),
    logicalLocations: functions.slice(0, MAX_LOGICAL).map(logicalLocation),
  }));
}

/** The code of functions that are concerned through something they share. */
export function relatedLocationsOf(group: ResultGroup, index: ReportIndex): object[] {
  const places = new Set(group.map((sighting) => pathOf(sighting, index)));
  const functions = new Set(group.flatMap((sighting) => sighting.functions));
  return [...functions]
    .filter((fn) => !places.has(codeOf(fn, index)))
    .slice(0, MAX_RELATED)
    .map((fn, at) => ({
      id: at,
      physicalLocation: physicalLocation(codeOf(fn, index)),
      message: { text: messageText(fn.name) },
    }));
}
