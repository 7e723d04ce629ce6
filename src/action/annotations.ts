import { normaliseName, npm, pypi } from '../ecosystems/index.js';
import type { Report } from '../model/index.js';
import {
  chooseAnnotations,
  declaredPlaces,
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
import { isLockfile, manifestLines, manifestsAmong } from './manifest-lines.js';
import { isPythonLockfile, pythonManifestLines, pythonManifestsAmong } from './python-manifests.js';

/** The changes of a pull request. */
export interface ChangedTree {
  /** From the repository's root. */
  readonly files: ReadonlySet<string>;
  /** Text of a changed file; null when it cannot be read. */
  readonly read: (path: string) => string | null;
}

interface Manifest {
  readonly file: string;
  /** OSV's name of the ecosystem whose packages it names. */
  readonly ecosystem: string;
  readonly isLockfile: boolean;
  readonly lines: ReadonlyMap<string, number>;
}

function readManifests({ files, read }: ChangedTree): Manifest[] {
  const textOf = (file: string): string => read(file) ?? '';
  return [
    ...manifestsAmong(files).map((file) => ({
      file,
      ecosystem: npm.name,
      isLockfile: isLockfile(file),
      lines: manifestLines(file, textOf(file)),
    })),
    ...pythonManifestsAmong(files).map((file) => ({
      file,
      ecosystem: pypi.name,
      isLockfile: isPythonLockfile(file),
      lines: pythonManifestLines(file, textOf(file)),
    })),
  ];
}

function present(names: readonly (string | null | undefined)[]): string[] {
  return names.filter((name) => typeof name === 'string');
}

/** The line that is most of all the package's own. A transitive one has it in a lockfile: package.json may name another version of it. */
function placeAmong(
  all: readonly Manifest[],
  { artifact, found }: Sighting,
  index: ReportIndex,
): AnnotationPlace | null {
  if (!artifact || !found) return null;
  const { ecosystem } = found;
  const manifests = all.filter((manifest) => manifest.ecosystem === ecosystem);
  const introducer = index.introducersOf(artifact).get(found.id);
  const own = present([found.alias, found.name]).map((name) => normaliseName(ecosystem, name));
  const versions = present([found.version, ...found.candidates]);
  const resolved = own.flatMap((name) => versions.map((version) => `${name}@${version}`));
  const edited = introducer ? [] : manifests.filter((manifest) => !manifest.isLockfile);
  return (
    placeOfName(own, edited) ??
    placeOfName(resolved, manifests) ??
    placeOfName(own, manifests) ??
    placeOfName(
      present([introducer?.alias, introducer?.name]).map((name) => normaliseName(ecosystem, name)),
      manifests,
    )
  );
}

/** Where the first manifest with one of these names has it. */
function placeOfName(names: readonly string[], manifests: readonly Manifest[]): AnnotationPlace | null {
  for (const { file, lines } of manifests) {
    const line = names.map((name) => lines.get(name)).find((number) => number !== undefined);
    if (line !== undefined) return { file, line };
  }
  return null;
}

function placeInTemplate(sighting: Sighting, { files }: ChangedTree): AnnotationPlace | null {
  const declared = declaredPlaces(sighting).find(({ path }) => files.has(path));
  return declared ? { file: declared.path, line: declared.line } : null;
}

/** The line of a changed manifest or lockfile that brings the package in, else the changed template that declares a function with it. */
function placeFinder(index: ReportIndex, tree: ChangedTree): AnnotationChoice['placeOf'] {
  const manifests = readManifests(tree);
  return (sighting) => placeAmong(manifests, sighting, index) ?? placeInTemplate(sighting, tree);
}

/** Annotations of edited rules. A change could weaken the rules that judge it, so its reviewer has to see the edit. */
export function ruleAnnotations(edited: readonly EditedRule[]): Annotation[] {
  return edited.map(({ file, sentence }) => ({
    level: 'warning',
    title: 'stowaway: rules changed',
    message: escapeTerminal(sentence),
    file,
    line: file === null ? null : 1,
  }));
}

/** Findings in files that a pull request changes, worst first, at most as many as the runner takes. */
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
