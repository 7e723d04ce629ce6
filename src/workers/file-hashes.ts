import { createHash } from 'node:crypto';
import type { FileTree } from '../files/index.js';
import type { Finding } from '../model/index.js';

/**
 * Findings with the hashes of the files that malware was seen in: a rule that accepts it accepts these bytes and no others.
 * A file that cannot be read has none, and then cannot be accepted.
 */
export async function withFileHashes(findings: readonly Finding[], tree: FileTree): Promise<Finding[]> {
  const malware = findings.filter(({ kind }) => kind === 'malware');
  const paths = malware.flatMap(({ evidence }) => evidence.map(({ path }) => path));
  const hashes = new Map<string, string>();
  for await (const { path, bytes } of tree.readMany(new Set(paths.filter((one) => tree.files.has(one))))) {
    if (bytes) hashes.set(path, createHash('sha256').update(bytes).digest('hex'));
  }
  return findings.map((finding) => {
    if (finding.kind !== 'malware') return finding;
    const seen = [...new Set(finding.evidence.map(({ path }) => path))].sort();
    const isWhole = seen.every((path) => hashes.has(path));
    return {
      ...finding,
      fileHashes: isWhole ? seen.map((path) => ({ path, sha256: hashes.get(path)! })) : [],
    };
  });
}
