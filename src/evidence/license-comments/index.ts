import { limitOf, type FileTree } from '../../files/index.js';
import type { Confidence } from '../../model/index.js';
import { claimAt } from '../claims.js';
import { noEvidence, type EvidenceReader, type Mention, type StatedVersion } from '../build-evidence.js';
import type { OwningPackage } from '../source-owner.js';
import { bundledLicenses } from './bundled-licenses.js';
import { licenseHeaders } from './license-headers.js';

interface Named {
  readonly name: string;
  readonly version: string | null;
  readonly detail: string;
  readonly confidence: Confidence;
  readonly path: string;
}

/** Licences that webpack and terser moved to a file beside the bundle. */
async function licensesBeside(path: string, tree: FileTree): Promise<Named[]> {
  const file = `${path}.LICENSE.txt`;
  const size = tree.files.get(file)?.size;
  if (size === undefined || size > limitOf('licence-file')) return [];
  const { bytes } = await tree.read(file);
  if (!bytes) return [];
  return licenseHeaders(Buffer.from(bytes).toString()).map(({ name, version, line }) => {
    return { name, version, detail: line, confidence: 'low', path: file };
  });
}

function packageOf({ name }: Named): OwningPackage {
  return { kind: 'package', name, version: null, folder: `node_modules/${name}` };
}

function versionOf(named: Named): StatedVersion[] {
  const { version, detail, path, confidence } = named;
  if (version === null) return [];
  const { folder } = packageOf(named);
  return [{ folder, version, method: 'license-comment', path, detail, confidence }];
}

/** Reads licence comments: esbuild's list with paths, headers with names and versions, and `LICENSE.txt` beside the bundle. */
export const licenseComments: EvidenceReader = {
  id: 'license-comments',
  title: 'Licence comments',
  method: 'license-comment',
  async read({ path, text }, tree, { claims }) {
    const listed = bundledLicenses(text).map((each): Named => {
      return { name: each.name, version: each.version, detail: each.path, confidence: 'medium', path };
    });
    const end = text.lastIndexOf('/*! Bundled license information:');
    const isKnown = (at: number): boolean => claimAt(claims, at) !== undefined;
    const headers = licenseHeaders(end < 0 ? text : text.slice(0, end))
      .filter(({ start }) => !isKnown(start))
      .map(({ name, version, line }): Named => ({ name, version, detail: line, confidence: 'low', path }));
    const named = [...listed, ...headers, ...(await licensesBeside(path, tree))];
    if (named.length === 0) return null;
    return {
      ...noEvidence(path),
      mentions: named.map((each): Mention => {
        return { package: packageOf(each), detail: each.detail, confidence: each.confidence };
      }),
      versions: named.flatMap(versionOf),
    };
  },
};
