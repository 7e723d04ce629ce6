import { baseOf, parentOf } from '../../files/index.js';
import type { ApplicationRoot, Package } from '../../model/index.js';
import type { NativeBuild } from './native-build.js';

/** A folder that gems are installed in for one release of Ruby, which looks for gems in no other one. */
export interface GemFolder {
  readonly path: string;
  /** `3.3` */
  readonly release: string;
}

/** `vendor/bundle/ruby/3.3.0`, `ruby/gems/3.3.0`: the version of Ruby's interface. https://bundler.io/man/bundle-config.1.html */
const HOME = /(?:^|\/)(?:ruby|gems)\/(\d{1,2}\.\d{1,2})\.\d{1,2}[^/]*$/;
/** `lib/nokogiri/3.3/nokogiri.so`: gems with builds for several releases. */
const OF_RELEASE = /\/(\d\.\d)\/[^/]+$/;
/** Platforms of gems and of folders of extensions. RubyGems guides, “Gems with extensions”. */
const MUSL = /\/(?:gems|extensions)\/[^/]*-linux-musl(?:\/|$)/;

/** What the path of a compiled part of a gem says. */
export function rubyBuild(path: string): NativeBuild {
  const release = OF_RELEASE.exec(path)?.[1] ?? null;
  const folder = release === null ? parentOf(path) : parentOf(parentOf(path));
  return { module: `${folder}/${baseOf(path)}`, release, libc: MUSL.test(path) ? 'musl' : null };
}

/** The folders that gems were installed in. */
export function gemFolders(gems: readonly Package[], roots: readonly ApplicationRoot[]): GemFolder[] {
  const used = new Set(gems.map(({ root }) => root));
  return roots.flatMap(({ id, path }) => {
    const release = used.has(id) ? HOME.exec(path)?.[1] : undefined;
    return release === undefined ? [] : [{ path, release }];
  });
}
