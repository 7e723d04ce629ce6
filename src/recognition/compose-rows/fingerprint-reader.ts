import { MIN_OPEN_LENGTH } from '../parameters/compose-rows.js';
import type { CodeSources } from '../code-sources.js';
import type { Program } from 'acorn';
import type { FingerprintIndex } from '../index/fingerprint-index.js';
import type { PublishedCode } from '../facts/published-code.js';
import { problemsOfAnalysis, type Candidate, type Problem } from '../../model/index.js';
import { beat, beyondLimit, limitOf, type FileTree } from '../../files/index.js';
import { parseAndKeep } from '../../syntax/index.js';
import { type BundleText, noEvidence, type Claim, type BuildEvidence } from '../../evidence/index.js';
import { acceptCalled } from '../select/accept-called.js';
import { acceptPackages } from '../select/accept-packages.js';
import { embeddedCode } from '../select/embedded-packages.js';
import { evidenceOfCode } from './evidence-of-code.js';
import { findClosure } from '../closure/closure.js';
import type { RecognisedBundle } from '../recognised-bundle.js';
import { nameCopies } from '../copies/name-copies.js';
import { withoutRepeatedParts } from '../copies/repeated-parts.js';
import { readProgram, recognise } from '../select/recognise.js';
import { hasOriginals, copiesInEvidence } from './copies-in-evidence.js';
import type { EvidencedCopies } from '../evidenced-copy.js';

function openLength({ text }: BundleText, claims: readonly Claim[]): number {
  return text.length - claims.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Whether stronger evidence names packages without their versions. */
function lacksVersions(claims: readonly Claim[]): boolean {
  return claims.some(({ owner }) => owner.kind === 'package' && owner.version === null);
}

/** Reasons for which a bundle is not compared. */
const FAILURES = {
  'too-large': [
    'too-large',
    'The bundle is longer than 12 MB, or made of too many parts: its code was not compared with known packages.',
  ],
  malformed: ['malformed', 'The bundle is no JavaScript that can be parsed: its packages are not known.'],
  deep: ['unsupported', 'The bundle is nested too deeply to be compared with known packages.'],
} as const satisfies Record<string, readonly [Problem['code'], string]>;

type Failure = keyof typeof FAILURES;

/** What a bundle is compared with. */
interface Knowledge {
  /** The artifact that contains the bundle. */
  readonly artifact: FileTree;
  readonly index: FingerprintIndex;
  /** Null: only the index is used. */
  readonly published: PublishedCode | null;
  readonly candidates: readonly Candidate[];
  readonly claims: readonly Claim[];
  readonly evidenced: EvidencedCopies;
}

/** Evidence of other kinds, which counts more than code. */
interface StrongerEvidence {
  readonly claims: readonly Claim[];
  /** Strongest first. */
  readonly evidence: readonly BuildEvidence[];
}

async function compare(
  program: Program,
  text: string,
  knowledge: Knowledge,
): Promise<RecognisedBundle | Failure> {
  const { index, published, candidates, claims, evidenced } = knowledge;
  const whole = readProgram(program, text);
  if (!whole) return 'too-large';
  beat();
  const names = new Set(candidates.map(({ name }) => name));
  const listed = names.size > 0 ? names : null;
  const compareWith = (among: FingerprintIndex, required: ReadonlySet<string>): RecognisedBundle => {
    beat();
    const recognised = recognise(whole, among, { required, listed });
    const known = acceptPackages(recognised, { required, listed });
    const accepted = [...known, ...acceptCalled(known, recognised)];
    const hosts = embeddedCode(recognised, new Set(accepted.map(({ name }) => name)));
    const context = { claims, hosts };
    const copies = accepted.flatMap((each) => nameCopies(each, recognised, context));
    return { recognised, copies: withoutRepeatedParts(copies, recognised) };
  };
  // If evidence has all original files, comparing those with published files decides more than comparing code.
  return published && !hasOriginals(evidenced)
    ? findClosure(compareWith, index, { published, candidates, text })
    : compareWith(index, new Set());
}

/** Compares a bundle. */
async function tryToName(text: string, knowledge: Knowledge): Promise<RecognisedBundle | Failure> {
  const program = parseAndKeep(knowledge.artifact, text);
  if (typeof program === 'string') return program;
  try {
    return await compare(program, text, knowledge);
  } catch (error) {
    if (error instanceof RangeError) return 'deep';
    throw error;
  }
}

async function read(
  bundle: BundleText,
  stronger: StrongerEvidence,
  knowledge: Knowledge,
): Promise<BuildEvidence> {
  const { path, text } = bundle;
  const named = await tryToName(text, knowledge);
  if (typeof named === 'string') {
    const [code, message] = FAILURES[named];
    return noEvidence(path, [{ code, path, message, affectsCompleteness: true, analysis: 'recognition' }]);
  }
  const { published, candidates, evidenced } = knowledge;
  return evidenceOfCode(bundle, evidenced, { named, ...stronger, published, candidates });
}

function tooMuchCode(path: string): Problem {
  const message = `The code of the bundle was not compared with known packages: the bundles before it in its artifact take up the ${limitOf('compared-code')} bytes that are compared.`;
  return beyondLimit('compared-code', path, message);
}

/** What the comparison of one bundle uses. */
interface FingerprintContext extends CodeSources, StrongerEvidence {
  readonly isCompared: boolean;
}

/**
 * Names packages in a bundle by their code, whatever bundler and minifier wrote it.
 * @returns null if no code is left to name, or there is no index.
 */
export async function fingerprintEvidence(
  bundle: BundleText,
  artifact: FileTree,
  { claims, evidence, fingerprints, published, candidates, isCompared }: FingerprintContext,
): Promise<BuildEvidence | null> {
  if (openLength(bundle, claims) < MIN_OPEN_LENGTH && !lacksVersions(claims)) return null;
  const index = await fingerprints();
  if (!index) return null;
  if (!isCompared)
    return noEvidence(bundle.path, problemsOfAnalysis('recognition', [tooMuchCode(bundle.path)]));
  const code = published && (await published());
  const evidenced = copiesInEvidence(evidence, claims, bundle.text.length);
  const knowledge = { artifact, index, published: code, candidates, claims, evidenced };
  return read(bundle, { claims, evidence }, knowledge);
}
