import { dpkg } from '../../versions/index.js';
import { DEB, distribution } from '../distribution.js';

/** Releases of April in even years are supported for long. https://ubuntu.com/about/release-cycle */
function releaseOf(versionId: string): string | null {
  const [, year, month] = /^(\d\d)\.(\d\d)$/.exec(versionId) ?? [];
  if (year === undefined || month === undefined) return null;
  return Number(year) % 2 === 0 && month === '04' ? `${versionId}:LTS` : versionId;
}

/** https://ossf.github.io/osv-schema/#defined-ecosystems: `Ubuntu:22.04:LTS`, `Ubuntu:24.10`. */
export const ubuntu = distribution({
  id: 'ubuntu',
  title: 'Ubuntu',
  name: 'Ubuntu',
  format: DEB,
  versions: dpkg,
  osIds: ['ubuntu'],
  namespace: 'ubuntu',
  releaseOf: releaseOf,
  advisoriesName: 'sources',
});
