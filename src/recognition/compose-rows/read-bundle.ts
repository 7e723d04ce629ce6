import { beyondLimit, limitOf } from '../../files/index.js';
import type { FileTree } from '../../files/index.js';
import { problemsOfAnalysis, type ApplicationRoot, type Package, type Problem } from '../../model/index.js';
import {
  EVIDENCE_READERS,
  fillGaps,
  versionsInRegions,
  type BundleText,
  type Claim,
  type MethodEvidence,
} from '../../evidence/index.js';
import type { CodeSources } from '../code-sources.js';
import { fingerprintEvidence } from './fingerprint-reader.js';
import { packageRows } from './package-rows.js';
import { reconcile } from './reconcile.js';
import { divide, type Shares } from './shares.js';

/** The packages and bytes of one bundle. */
export interface BundleContents {
  /** Null if no package was named. */
  readonly root: ApplicationRoot | null;
  readonly packages: readonly Package[];
  /** Bytes of the file by owner; their sum is its size. */
  readonly shares: Omit<Shares, 'packages'>;
  readonly problems: readonly Problem[];
}

/** All evidence of a bundle, strongest first, and the claims that follow from it. */
interface CollectedEvidence {
  readonly evidence: readonly MethodEvidence[];
  readonly claims: readonly Claim[];
}

/** How a bundle is read. */
export interface ReadingOptions extends CodeSources {
  /** Whether package names suffice and positions would cost time: for copies inside packages. */
  readonly namesOnly: boolean;
  /** Whether its code is compared: not when the artifact has too much. Cheap evidence still counts. */
  readonly isCompared: boolean;
}

/** Collects evidence, strongest first. Each kind fills what stronger ones leave open, and the comparison of code fills the rest. */
async function collectEvidence(
  bundle: BundleText,
  tree: FileTree,
  options: ReadingOptions,
): Promise<CollectedEvidence> {
  let evidence: MethodEvidence[] = [];
  let claims: Claim[] = [];
  const add = (fresh: MethodEvidence): void => {
    evidence = reconcile([...evidence, fresh]);
    claims = fillGaps(claims, evidence.at(-1)?.claims ?? []);
  };
  for (const reader of EVIDENCE_READERS) {
    const found = await reader.read(bundle, tree, { claims, namesOnly: options.namesOnly });
    if (found) add({ ...found, method: reader.method });
  }
  const recognised = await fingerprintEvidence(bundle, tree, { ...options, claims, evidence });
  if (recognised) add({ ...recognised, method: 'fingerprint' });
  for (const { glue } of evidence) claims = fillGaps(claims, glue);
  return { evidence, claims };
}

function surplusProblem(path: string, count: number): Problem[] {
  if (count <= limitOf('bundle-packages')) return [];
  const message = `The bundle names ${count} packages: those after the first ${limitOf('bundle-packages')} are left out.`;
  return problemsOfAnalysis('recognition', [beyondLimit('bundle-packages', path, message)]);
}

/** Names the packages in a bundle, by what its build left in it or beside it, and by its code. */
export async function readBundle(
  bundle: BundleText,
  tree: FileTree,
  options: ReadingOptions,
): Promise<BundleContents> {
  const { path } = bundle;
  const { evidence, claims } = await collectEvidence(bundle, tree, options);
  const amounts = evidence.find((each) => each.amounts.length > 0)?.amounts ?? [];
  const shares = divide(bundle, claims, amounts);
  const packages = packageRows(evidence, { path, shares, versions: versionsInRegions(bundle, claims) });
  const { bundled, firstParty, generated, data, unattributed } = shares;
  return {
    root: packages.length === 0 ? null : { id: `npm:${path}`, path, name: null, manager: null },
    packages: packages.slice(0, limitOf('bundle-packages')),
    shares: { bundled, firstParty, generated, data, unattributed },
    problems: [...evidence.flatMap(({ problems }) => problems), ...surplusProblem(path, packages.length)],
  };
}
