import type { Report } from '../model/index.js';
import {
  chooseAnnotations,
  escapeTerminal,
  indexReport,
  sightingsOf,
  type Annotation,
  type AnnotationChoice,
  type AnnotationPlace,
  type ChosenAnnotations,
  type ReportIndex,
  type Sighting,
} from '../reporters/index.js';
import type { EditedRule } from './base-files.js';
import { manifestLines, manifestsAmong } from './manifest-lines.js';

/** What a pull request changes. */
export interface ChangedTree {
  /** From the repository's root. */
  readonly files: ReadonlySet<string>;
  /** Text of a changed file; null when it cannot be read. */
  readonly read: (path: string) => string | null;
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

function placeInManifest(names: readonly string[], manifests: readonly Manifest[]): AnnotationPlace | null {
  for (const { file, lines } of manifests) {
    const line = names.map((name) => lines.get(name)).find((number) => number !== undefined);
    if (line !== undefined) return { file, line };
  }
  return null;
}

function placeInTemplate({ functions }: Sighting, { files }: ChangedTree): AnnotationPlace | null {
  const declared = functions.map(({ declaredIn }) => declaredIn).find((one) => one && files.has(one.path));
  return declared ? { file: declared.path, line: declared.line } : null;
}

/** The line of a changed manifest or lockfile that brings the package in, else the changed template that declares a function with it. */
function placeFinder(index: ReportIndex, tree: ChangedTree): AnnotationChoice['placeOf'] {
  const manifests = readManifests(tree);
  return (sighting) =>
    placeInManifest(namesOf(sighting, index), manifests) ?? placeInTemplate(sighting, tree);
}

/** Whoever changes the rules could change what they are judged by: that is for the reviewer to see. */
export function ruleAnnotations(edited: readonly EditedRule[]): Annotation[] {
  return edited.map(({ file, sentence }) => ({
    level: 'warning',
    title: 'stowaway: rules changed',
    message: escapeTerminal(sentence),
    file,
    line: file === null ? null : 1,
  }));
}

/** What of a report stands in files that a pull request changes, worst first, no more than the runner takes. */
export function annotationsOf(
  report: Report,
  tree: ChangedTree,
  edited: readonly EditedRule[] = [],
): ChosenAnnotations {
  const index = indexReport(report);
  return chooseAnnotations(sightingsOf(index), {
    placeOf: placeFinder(index, tree),
    newOnly: report.options.gate.newOnly,
    first: ruleAnnotations(edited),
  });
}
