import { pypi } from '../../ecosystems/index.js';
import type { Finding, Package, Severity } from '../../model/index.js';
import type { DetectContext, Detector } from '../detector.js';
import { doubtOf, secondSignals, type NameDoubt } from './judge-name.js';
import { claimsToBe, readHomes } from './manifest.js';
import { nameListsOf } from './name-lists.js';
import { nameFinding } from './name-finding.js';
import { unexplainedFolders } from './other-folders.js';

/** The file in which a package names itself. */
function manifestPath({ ecosystem, locations, evidence }: Package): string | null {
  if (ecosystem === pypi.name) return evidence[0]?.path ?? null;
  return locations[0] ? `${locations[0].path}/package.json` : null;
}

/** The home or repository in a manifest, if it is the popular package's. */
async function claimedPlace(
  found: Package,
  { target }: NameDoubt,
  { tree }: DetectContext,
): Promise<{ readonly path: string; readonly url: string } | null> {
  const path = manifestPath(found);
  if (target === null || path === null) return null;
  const url = claimsToBe(target, await readHomes(tree, path));
  return url === null ? null : { path, url };
}

async function findingOfDoubt(
  found: Package,
  doubt: NameDoubt,
  context: DetectContext & { readonly signals: readonly string[] },
): Promise<Finding> {
  const claimed = await claimedPlace(found, doubt, context);
  const path = found.locations[0]?.path ?? found.evidence[0]?.path ?? '';
  const claim = claimed && {
    path: claimed.path,
    line: null,
    detail: `its manifest names ${claimed.url} as its home`,
  };
  const signals = context.signals.map((title) => ({
    path,
    line: null,
    detail: `in the same package: ${title}`,
  }));
  const second = [...(claim ? [claim] : []), ...signals];
  const isRaised = second.length > 0 && !doubt.isEstablished;
  const severity: Severity = isRaised ? 'high' : doubt.severity;
  const evidence = [{ path, line: null, detail: doubt.detail }, ...second];
  const { rule, target } = doubt;
  return nameFinding(found, { rule, title: doubt.detail, target, severity, evidence });
}

async function findDoubtfulNames(context: DetectContext): Promise<Finding[]> {
  const signalsOf = secondSignals(context.found);
  const findings: Finding[] = [];
  for (const found of context.inventory.packages) {
    const lists = found.presence === 'runtime' ? null : nameListsOf(found.ecosystem);
    const doubt = lists && doubtOf(found, lists);
    const signals = signalsOf.get(found.id) ?? [];
    if (!doubt || (doubt.needsSignal && signals.length === 0)) continue;
    findings.push(await findingOfDoubt(found, doubt, { ...context, signals }));
  }
  return findings;
}

function findingOfFolder(found: Package): Finding {
  const path = found.locations[0]?.path ?? '';
  const detail = `imports of ${found.alias} load ${found.name}`;
  return nameFinding(found, {
    rule: 'name-folder',
    title: `${path} holds another package, ${found.name}, and no manifest declares this alias`,
    target: found.alias,
    severity: 'medium',
    evidence: [{ path: `${path}/package.json`, line: null, detail }],
  });
}

/** Names that imitate other names. */
export const names = {
  id: 'names',
  title: 'Names that imitate others',
  async detect(context) {
    const folders = await unexplainedFolders(context.inventory, context.tree);
    return {
      findings: [...(await findDoubtfulNames(context)), ...folders.map(findingOfFolder)],
      problems: [],
      examined: context.inventory.packages.length > 0 ? ['typosquat'] : [],
    };
  },
} satisfies Detector;
