import { apk } from '../../versions/index.js';
import { APK, distribution } from '../distribution.js';

/** `v3.20` of `3.20.3`; versions of `edge` end with `_alpha` and a date. */
function releaseOf(versionId: string): string | null {
  const [, release] = /^(\d{1,3}\.\d{1,3})(?:\.\d{1,3})?$/.exec(versionId) ?? [];
  return release === undefined ? null : `v${release}`;
}

/** https://ossf.github.io/osv-schema/#defined-ecosystems: `Alpine:v3.20`; `edge` has no release. */
export const alpine = distribution({
  id: 'alpine',
  title: 'Alpine',
  name: 'Alpine',
  format: APK,
  versions: apk,
  osIds: ['alpine'],
  namespace: 'alpine',
  releaseOf: releaseOf,
  advisoriesName: 'sources',
});
