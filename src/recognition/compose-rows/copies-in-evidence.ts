import { MIN_CLAIMED_SHARE } from '../parameters/compose-rows.js';
import type { EvidencedCopy, EvidencedCopies } from '../evidenced-copy.js';
import type { Claim, BuildEvidence } from '../../evidence/index.js';
import { groupBy } from '../../model/index.js';

/** Collects the copies that build evidence names. @param claims of all evidence. @param length of the text. */
export function copiesInEvidence(
  evidence: readonly BuildEvidence[],
  claims: readonly Claim[],
  length: number,
): EvidencedCopies {
  const imports = evidence.flatMap((each) => each.imports);
  const importsOf = groupBy(imports, ({ from }) => [from.kind === 'package' ? from.folder : '']);
  const originalsOf = groupBy(
    evidence.flatMap(({ originals }) => originals),
    ({ owner }) => [owner.folder],
  );
  const manifests = new Map(
    evidence.flatMap(({ versions }) =>
      versions.flatMap(({ folder, method, version }) => (method === 'manifest' ? [[folder, version]] : [])),
    ),
  );
  const owners = new Map(
    evidence.flatMap(({ mentions }) => mentions.map((mention) => [mention.package.folder, mention.package])),
  );
  const copies = new Map(
    [...owners].map(([folder, owner]): [string, EvidencedCopy] => [
      folder,
      {
        owner,
        imports:
          imports.length === 0 ? null : new Set((importsOf.get(folder) ?? []).map(({ to }) => to.name)),
        originals: originalsOf.get(folder) ?? [],
        version: owner.version ?? manifests.get(folder) ?? null,
      },
    ]),
  );
  const claimed = claims.reduce((sum, { start, end }) => sum + end - start, 0);
  return { copies, isWhole: claimed >= MIN_CLAIMED_SHARE * length || evidence.some((each) => each.isWhole) };
}

/** Whether the evidence is complete and has the original files of every copy. */
export function hasOriginals({ copies, isWhole }: EvidencedCopies): boolean {
  return isWhole && [...copies.values()].every(({ originals }) => originals.length > 0);
}
