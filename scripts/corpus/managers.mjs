import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from '../run-npm.mjs';

const toolsFolder = join(import.meta.dirname, '../../build/corpus/tools');
const scriptOf = (path) => join(toolsFolder, 'node_modules', path);

/** An item of `list`: `path` is absolute, null where the manager's listing has none. */
/** @typedef {{ name: string, version: string, path: string | null }} Listed */

/**
 * Package managers: how each installs (scripts off, from the registry that npm is configured for) and how each itself
 * lists what it installed.
 * @type {Record<string, { install(folder: string, options: string[], environment?: object): void, list(folder: string): Listed[] }>}
 */
export const managers = {
  npm: {
    install: (folder, options) => runNpm(['install', ...options], { cwd: folder, quiet: true }),
    list: listNpm,
  },
  pnpm: {
    install: (folder, options) =>
      run('pnpm/bin/pnpm.cjs', ['install', '--ignore-scripts', '--registry', registry(), ...options], {
        folder,
      }),
    list: listPnpm,
  },
  'yarn-classic': {
    install: (folder) =>
      run(
        'yarn/bin/yarn.js',
        ['install', '--ignore-scripts', '--non-interactive', '--registry', registry()],
        { folder },
      ),
    list: listYarnClassic,
  },
  'yarn-berry': {
    install: (folder, _options, environment) =>
      run('@yarnpkg/cli-dist/bin/yarn.js', ['install'], {
        folder,
        environment: berryEnvironment(environment),
      }),
    list: listYarnBerry,
  },
  bun: {
    install: (folder) => run(BUN, ['install', '--ignore-scripts', '--registry', registry()], { folder }),
    list: listBun,
  },
};

const BUN = '@oven/bun-linux-x64/bin/bun';

/** Installs the managers themselves, as tools/package-lock.json pins them. */
export function installManagers() {
  runNpm(['ci'], { cwd: toolsFolder, quiet: true });
}

/** Bun comes as a binary for one platform. */
export function isAvailable(manager) {
  return manager !== 'bun' || existsSync(scriptOf(BUN));
}

function run(path, args, { folder, environment = {} }) {
  const script = scriptOf(path);
  const [command, first] = path === BUN ? [script, []] : [process.execPath, [script]];
  return execFileSync(command, [...first, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...environment },
    maxBuffer: 512 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

let registryUrl;
function registry() {
  registryUrl ??= runNpm(['config', 'get', 'registry'], { cwd: toolsFolder, quiet: true }).trim();
  return registryUrl;
}

/** Yarn's newer line does not read npm's configuration. */
function berryEnvironment(environment) {
  return {
    YARN_NPM_REGISTRY_SERVER: registry(),
    YARN_ENABLE_SCRIPTS: 'false',
    YARN_ENABLE_GLOBAL_CACHE: 'false',
    YARN_ENABLE_TELEMETRY: 'false',
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    YARN_PNP_ENABLE_INLINING: 'false',
    ...environment,
  };
}

function listNpm(folder) {
  const nodes = JSON.parse(runNpm(['query', '*'], { cwd: folder, quiet: true }));
  return nodes
    .filter(({ location, name, version }) => location !== '' && name && version)
    .map(({ name, version, realpath }) => ({ name, version, path: realpath }));
}

/** With hoisted folders it still prints the paths of its isolated layout, which are not there. */
function listPnpm(folder) {
  const [project] = JSON.parse(
    run('pnpm/bin/pnpm.cjs', ['list', '--json', '--depth', 'Infinity'], { folder }),
  );
  const listed = new Map();
  const visit = (dependencies = {}) => {
    for (const { from, version, path, dependencies: below } of Object.values(dependencies)) {
      listed.set(path, { name: from, version, path: existsSync(path) ? path : null });
      visit(below);
    }
  };
  visit(project.dependencies);
  return [...listed.values()];
}

/** Names and versions only: it prints a tree of the hoisted folders, with repeated entries for packages further up. */
function listYarnClassic(folder) {
  const listing = run('yarn/bin/yarn.js', ['list', '--json', '--no-progress'], { folder });
  const { data } = listing
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .find(({ type }) => type === 'tree');
  const visit = (nodes) =>
    nodes
      .filter(({ shadow }) => !shadow)
      .flatMap(({ name, children }) => [pathless(name), ...visit(children)]);
  return visit(data.trees);
}

/** From its state file (node_modules) or its map of packages to archives (Plug'n'Play). */
function listYarnBerry(folder) {
  const mapFile = join(folder, '.pnp.data.json');
  if (existsSync(mapFile)) {
    const { packageRegistryData } = JSON.parse(readFileSync(mapFile, 'utf8'));
    const listed = packageRegistryData.flatMap(([name, references]) =>
      references
        .filter(([reference]) => name !== null && !reference.startsWith('workspace:'))
        .map(([reference, { packageLocation }]) => ({
          name,
          version: versionOf(reference),
          path: join(
            folder,
            packageLocation.replace(/^\.\/\.yarn\/__virtual__\/[^/]+\/\d+\//, './.yarn/'),
          ).replace(/\/$/, ''),
        })),
    );
    return [...new Map(listed.map((row) => [row.path, row])).values()];
  }
  return readFileSync(join(folder, 'node_modules/.yarn-state.yml'), 'utf8')
    .split(/\n\n/)
    .flatMap((block) => {
      const [, name, reference] = /^"((?:@[^/"]+\/)?[^@"]+)@(.+)":/.exec(block) ?? [];
      if (!name || reference.startsWith('workspace:')) return [];
      return [...block.matchAll(/^ {4}- "(.+)"$/gm)].map(([, path]) => ({
        name,
        version: versionOf(reference),
        path: join(folder, path),
      }));
    });
}

/** `npm:1.2.3`, `virtual:…#npm:1.2.3`, and what may follow in `::` parameters. */
function versionOf(reference) {
  return reference.replace(/^.*npm:/, '').replace(/::.*$/, '');
}

function listBun(folder) {
  return run(BUN, ['pm', 'ls', '--all'], { folder })
    .split('\n')
    .map((line) => /^[│├└─\s]+(\S+@\S+)$/.exec(line)?.[1])
    .filter(Boolean)
    .map(pathless);
}

function pathless(nameAndVersion) {
  const cut = nameAndVersion.lastIndexOf('@');
  return { name: nameAndVersion.slice(0, cut), version: nameAndVersion.slice(cut + 1), path: null };
}
