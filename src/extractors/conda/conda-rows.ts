import { CONDA, writeSystemPurl } from '../../ecosystems/index.js';
import type { FileTree } from '../../files/index.js';
import type { ApplicationRoot, Package } from '../../model/index.js';
import { metadataAmong } from './python-metadata.js';
import type { CondaPackage } from './read-records.js';

/** The folder or file with the metadata of a Python package among a package's files; null: it is none of Python. */
export function pythonMetadata({ present }: Pick<CondaPackage, 'present'>): string | null {
  return metadataAmong(present);
}

/** The id of a package's row: a package of Python has the one that its own metadata gives it. */
function idOf(found: CondaPackage): string {
  const metadata = pythonMetadata(found);
  return metadata === null ? `conda:${found.path}` : `pypi:${metadata}`;
}

export function rootOf(prefix: string): ApplicationRoot {
  return { id: `conda:${prefix}`, path: prefix, name: null, manager: 'conda' };
}

/** The last part of an address before the platform: addresses may hold a token. */
function channelOf({ channel, subdir }: CondaPackage): string {
  const parts = channel.split('/').filter((part) => part !== '' && part !== subdir && !part.endsWith(':'));
  return parts.at(-1) ?? '';
}

/** https://github.com/package-url/purl-spec/blob/main/types-doc/conda-definition.md */
function purlOf(found: CondaPackage): string {
  const { name, version, build, subdir, fn } = found;
  const type = /\.(tar\.bz2|conda)$/.exec(fn)?.[1] ?? '';
  const qualifiers = { build, channel: channelOf(found), subdir, type };
  return writeSystemPurl({ type: 'conda', namespace: '' }, [name, version], qualifiers);
}

function isRequested({ requested_spec: spec, requested_specs: specs }: CondaPackage): boolean {
  return spec !== '' && spec !== 'None' ? true : specs.length > 0;
}

/** Rows of the packages that are none of PyPI: the extractor of Python finds those. */
export function condaRows(packages: readonly CondaPackage[], tree: Pick<FileTree, 'files'>): Package[] {
  const ids = new Map(packages.map((found) => [`${found.prefix}\n${found.name}`, idOf(found)]));
  const noted = new Set(packages.filter(isRequested).map(({ prefix }) => prefix));
  return packages
    .filter((found) => pythonMetadata(found) === null)
    .map((found): Package => {
      const { name, version, prefix, path, license, present } = found;
      const required = found.depends.map((text) => text.split(/[\s=<>!~[]/)[0] ?? '');
      const dependencies = required.flatMap((each) => ids.get(`${prefix}\n${each}`) ?? []);
      return {
        id: idOf(found),
        purl: purlOf(found),
        ecosystem: CONDA,
        name,
        versionState: 'exact',
        version,
        candidates: [],
        presence: 'installed',
        basis: 'located',
        root: rootOf(prefix).id,
        direct: noted.has(prefix) ? isRequested(found) : null,
        alias: null,
        origin: 'unknown',
        vendoredIn: null,
        locations: [{ path }],
        bytes: present.reduce((sum, file) => sum + (tree.files.get(file)?.size ?? 0), 0),
        dependencies: [...new Set(dependencies)],
        unresolved: [],
        extraneous: false,
        licenses: license === '' ? [] : [license],
        evidence: [{ method: 'manifest', path, detail: null }],
        confidence: 'high',
      };
    });
}
