import pLimit from 'p-limit';
import type { RecordedFile } from '../../ecosystems/index.js';
import { below, type FileTree } from '../../files/index.js';
import type { Comparison, Finding, Package, Problem } from '../../model/index.js';
import type { PublishedWheels } from '../published.js';
import type { Difference } from './difference.js';
import { findingOf } from './finding.js';
import { gap, notCompared, type Reason } from './not-compared.js';
import type { RecordedPackage, Records } from './read-records.js';
import { doubtReason } from './doubt-reasons.js';
import { recordedChanges } from './recorded-changes.js';
import { unlistedFiles } from './unlisted-files.js';
import { recordOfWheel } from './wheel-records.js';

const NOT_REQUESTED = gap(
  'nothing shows that they are public; use --verify-all, which sends their names to the index of pip',
);
const NO_METADATA = gap('no RECORD names their files; install them again with pip or uv');
const NO_VERSION = gap('their metadata names no version; install them again');
const NOT_PUBLISHED = gap('the index does not know them; see the findings');
const NONE_KNOWN = gap(
  'the index knows none of the packages, so its address may be wrong; correct PIP_INDEX_URL, or index-url in pip.conf',
);

const WHEEL = 'the published wheel';

export interface WheelComparison {
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly comparison: Comparison;
  /** Ids of packages that were compared whole: what their own RECORD says of them is no news. */
  readonly compared: ReadonlySet<string>;
  /** Those of them without a difference. */
  readonly verified: ReadonlySet<string>;
}

type Answer =
  { readonly record: RecordedPackage } | { readonly reason: Reason; readonly unknown?: 'name' | 'version' };

interface Context {
  readonly tree: FileTree;
  readonly wheels: PublishedWheels;
}

/** Tags of an installed wheel. */
async function tagsOf(tree: FileTree, { folder }: RecordedPackage): Promise<string[]> {
  const path = below(folder, 'WHEEL');
  const { bytes } = tree.files.has(path) ? await tree.read(path) : {};
  const lines = bytes ? Buffer.from(bytes).toString('utf8').split('\n') : [];
  return lines.flatMap((line) => /^Tag:\s*(\S{1,200})\s*$/.exec(line)?.[1] ?? []);
}

async function request(one: RecordedPackage, { tree, wheels }: Context): Promise<Answer> {
  const { name, version, versionState } = one.package;
  if (versionState !== 'exact' || version === null) return { reason: NO_VERSION };
  if (!wheels.mayRequest(name)) return { reason: NOT_REQUESTED };
  const answer = await wheels.find(name, version, await tagsOf(tree, one));
  if (answer.state === 'unavailable') return { reason: gap(answer.reason) };
  if (answer.state === 'unknown') return { reason: NOT_PUBLISHED, unknown: answer.what };
  return { record: await recordOfWheel(answer.tree, one) };
}

function unknownTo({ package: found, folder }: RecordedPackage, what: 'name' | 'version'): Difference {
  const evidence = [
    { path: below(folder, 'METADATA'), line: null, detail: `${found.name}==${found.version}` },
  ];
  const text = what === 'name' ? 'the index has no such package' : 'the index has no such release';
  return { rule: 'unknown-to-registry', severity: 'medium', text, evidence };
}

/** A server that knows no package at all is more likely no index than all packages are unknown. */
function withoutDoubtfulIndex(
  answers: ReadonlyMap<RecordedPackage, Answer>,
): ReadonlyMap<RecordedPackage, Answer> {
  const isUnknown = (answer: Answer): boolean => 'unknown' in answer && answer.unknown === 'name';
  const isAnswer = (answer: Answer): boolean => 'record' in answer || 'unknown' in answer;
  const given = [...answers.values()].filter(isAnswer);
  if (given.length < 2 || !given.every(isUnknown)) return answers;
  return new Map(
    [...answers].map(([one, answer]) => [one, isUnknown(answer) ? { reason: NONE_KNOWN } : answer]),
  );
}

/** What all lists say, with the list of a wheel in place of the one that the installer of a package wrote. */
function withWheel(
  listed: Map<string, readonly [RecordedFile, ...RecordedFile[]]>,
  { files: own }: RecordedPackage,
  wheel: RecordedPackage,
): void {
  const others = (path: string): RecordedFile[] =>
    (listed.get(path) ?? []).filter((each) => each !== own.get(path));
  for (const path of own.keys()) {
    const [first, ...rest] = others(path);
    if (first) listed.set(path, [first, ...rest]);
    else listed.delete(path);
  }
  for (const [path, file] of wheel.files) listed.set(path, [file, ...others(path)]);
}

/** Packages whose wheels are there, with the lists of these. */
function recordsOf(records: Records, answers: ReadonlyMap<RecordedPackage, Answer>): Records {
  const listed = new Map(records.listed);
  const packages: RecordedPackage[] = [];
  for (const one of records.packages) {
    const answer = answers.get(one);
    if (!answer || !('record' in answer)) continue;
    withWheel(listed, one, answer.record);
    packages.push(answer.record);
  }
  return { source: WHEEL, packages, without: [], listed };
}

interface Judged {
  readonly one: Package;
  readonly differences: readonly Difference[];
  readonly reasons: readonly Reason[];
}

function judge(one: RecordedPackage, answer: Answer, { changes, added }: Seen): Judged {
  const found = one.package;
  if (!('record' in answer))
    return {
      one: found,
      differences: answer.unknown ? [unknownTo(one, answer.unknown)] : [],
      reasons: [answer.reason],
    };
  const seen = changes.get(answer.record);
  return {
    one: found,
    differences: [...(seen?.differences ?? []), ...(added.get(answer.record) ?? [])],
    reasons: [...(seen?.doubts ?? [])].map((doubt) => doubtReason(doubt, WHEEL)),
  };
}

interface Seen {
  readonly changes: Awaited<ReturnType<typeof recordedChanges>>;
  readonly added: Awaited<ReturnType<typeof unlistedFiles>>;
}

function nameOf({ name, version }: Package): string {
  return version === null ? name : `${name}==${version}`;
}

function composed(judged: readonly Judged[], hidden: number): WheelComparison {
  const whole = judged.filter(({ reasons }) => !reasons.some(({ isGap }) => isGap));
  const reasons = judged.flatMap(({ one, reasons: all }) => all.map((each) => [nameOf(one), each] as const));
  const clean = whole.filter(({ differences, reasons: all }) => differences.length === 0 && all.length === 0);
  return {
    findings: judged.flatMap(({ one, differences }) => findingOf(one, differences) ?? []),
    problems: notCompared(reasons, judged.length, 'what was published'),
    comparison: { packages: judged.length, compared: whole.length, private: hidden },
    compared: new Set(whole.map(({ one }) => one.id)),
    verified: new Set(clean.map(({ one }) => one.id)),
  };
}

/** Compares installed packages of Python with the wheels that an index published. */
export async function compareWheels(records: Records, context: Context): Promise<WheelComparison> {
  const { tree, wheels } = context;
  const isOwn = ({ package: found }: RecordedPackage): boolean => found.presence === 'installed';
  const candidates = records.packages.filter((one) => isOwn(one) && one.package.origin !== 'private');
  const hidden = records.packages.filter((one) => isOwn(one) && one.package.origin === 'private').length;
  const limit = pLimit(wheels.concurrency);
  const answers = withoutDoubtfulIndex(
    new Map(
      await Promise.all(candidates.map(async (one) => [one, await limit(request, one, context)] as const)),
    ),
  );
  const published = recordsOf(records, answers);
  const changes = await recordedChanges(tree, published);
  const added = await unlistedFiles(tree, published);
  const without = records.without
    .filter(({ presence, origin }) => presence === 'installed' && origin !== 'private')
    .map((one): Judged => ({ one, differences: [], reasons: [NO_METADATA] }));
  const judged = [...answers].map(([one, answer]) => judge(one, answer, { changes, added }));
  return composed([...judged, ...without], hidden);
}
