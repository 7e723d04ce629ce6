import { createHash } from 'node:crypto';
import type { Artifact, FunctionReport, Report } from './model/index.js';
import { settleArtifacts, summarise } from './policy/index.js';
import { withChanges } from './remediation/index.js';

/** The part of a report about one function, or about an artifact that no function mounts. */
export interface ReportPart {
  /** Its name as a file name on any system; no other part has it. */
  readonly fileName: string;
  readonly report: Report;
}

/** Longer names are cut: file systems take 255 bytes, and an extension comes after it. */
const MAX_NAME = 100;
/** Number of hex digits of the id's hash in a file name that would not be unique without it. */
const HASH_DIGITS = 12;
/** Windows keeps these for devices, whatever their extension. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

interface Subject {
  readonly id: string;
  readonly name: string;
  readonly functions: readonly FunctionReport[];
  readonly artifacts: readonly Artifact[];
}

function plainName(name: string): string {
  // Neither hidden nor a way out; Windows drops dots at the end.
  const plain = name
    .slice(0, MAX_NAME)
    .replace(/[^a-z\d._-]+/gi, '-')
    .replace(/^[.-]+|[.-]+$/g, '');
  return plain === '' || DEVICE.test(plain) ? `function-${plain}` : plain;
}

/** A name stays as it is where it is a file name and the only one of its spelling; else a hash of the id makes it one. */
function fileNames(subjects: readonly Subject[]): string[] {
  const counts = new Map<string, number>();
  for (const name of subjects.map((subject) => subject.name.toLowerCase()))
    counts.set(name, (counts.get(name) ?? 0) + 1);
  const taken = new Set<string>();
  return subjects.map(({ id, name }) => {
    const plain = plainName(name);
    const isPlain = plain === name && counts.get(name.toLowerCase()) === 1;
    const hash = createHash('sha256').update(id).digest('hex').slice(0, HASH_DIGITS);
    let fileName = isPlain ? name : `${plain}_${hash}`;
    // An attacker may name a function like another one's file, so that the file would be overwritten.
    while (taken.has(fileName.toLowerCase())) fileName += '_';
    taken.add(fileName.toLowerCase());
    return fileName;
  });
}

function subjectsOf({ functions, artifacts }: Report): Subject[] {
  const byId = new Map(artifacts.map((artifact) => [artifact.id, artifact]));
  const ofFunctions = functions.map((fn) => {
    const mounted = new Set(fn.mounts.map(({ artifact }) => artifact));
    const { id, name } = fn;
    return { id, name, functions: [fn], artifacts: [...mounted].flatMap((one) => byId.get(one) ?? []) };
  });
  const artifactsOfFunctions = new Set(ofFunctions.flatMap((subject) => subject.artifacts));
  const alone = artifacts.filter((artifact) => !artifactsOfFunctions.has(artifact));
  return [
    ...ofFunctions,
    ...alone.map((artifact) => ({
      id: `artifact:${artifact.name}`,
      name: artifact.name,
      functions: [],
      artifacts: [artifact],
    })),
  ];
}

/** A finding set aside in one function only is open in the whole report, and aside in that function's. */
function artifactsOf({ functions, artifacts }: Subject): readonly Artifact[] {
  return functions.length === 0 ? artifacts : settleArtifacts({ functions, artifacts }).map(withChanges);
}

/** Splits a report by function. Each part is complete in itself: it has the function's mounts and the problems of the run. */
export function* reportParts(report: Report): Generator<ReportPart> {
  const subjects = subjectsOf(report);
  const names = fileNames(subjects);
  const { problems, options } = report;
  const acceptedAlone = report.summary.acceptedGaps;
  for (const [at, subject] of subjects.entries()) {
    const { functions } = subject;
    const artifacts = artifactsOf(subject);
    const compared = options.baseline !== null;
    const summary = summarise({ artifacts, functions, problems, compared, acceptedAlone });
    yield { fileName: names[at] ?? '', report: { ...report, summary, artifacts, functions } };
  }
}
