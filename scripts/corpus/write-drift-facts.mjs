// node scripts/corpus/write-drift-facts.mjs [ID…]: installs small applications by every package manager and writes what drift is
// judged by, manifests, lockfiles and links, into fixtures/corpus-drift/<id>.json. No code of packages is kept.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { folderEntries } from '../folder-entries.mjs';
import { installManagers, managers } from './managers.mjs';

const project = join(import.meta.dirname, '../..');
const corpusFolder = join(project, 'build/corpus');
const factsFolder = join(project, 'fixtures/corpus-drift');

/** Packages whose tarballs hold others: below a folder of their own, and as `bundleDependencies`. */
const carriers = {
  '': {
    name: 'app',
    version: '1.0.0',
    dependencies: { protobufjs: '6.11.4', '@aws-cdk/cloud-assembly-schema': '38.0.1', semver: '7.5.4' },
  },
};

/** A project of folders that need each other. @param needs ranges by which this manager finds folders of the project */
const folders = ({ shared, ...links }) => ({
  '': {
    name: 'app',
    version: '1.0.0',
    private: true,
    workspaces: ['functions/*', 'shared'],
    dependencies: { semver: '7.5.4', ...links },
  },
  'functions/orders': { name: 'orders', version: '2.0.0', dependencies: { shared, lodash: '3.10.1' } },
  'functions/mails': { name: 'mails', version: '2.0.0', dependencies: { shared, '@me/kit': shared } },
  'functions/kit': { name: '@me/kit', version: '2.0.0', dependencies: { ms: '2.0.0' } },
  shared: { name: 'shared', version: '2.0.0', dependencies: { ms: '2.1.3', lodash: '4.17.20' } },
  rules: { name: 'rules', version: '3.0.0', dependencies: { ms: '2.1.2' } },
  gate: { name: 'gate', version: '3.0.0', dependencies: { ms: '2.1.1' } },
});

const modules = { YARN_NODE_LINKER: 'node-modules' };
const file = { rules: 'file:./rules' };
const hoisted = ['--config.node-linker=hoisted'];
const injected = ['--config.inject-workspace-packages=true'];

const applications = [
  { id: 'carriers-npm', manager: 'npm', manifests: carriers },
  { id: 'carriers-npm-1', manager: 'npm', options: ['--lockfile-version=1'], manifests: carriers },
  { id: 'carriers-pnpm', manager: 'pnpm', manifests: carriers },
  { id: 'carriers-yarn-classic', manager: 'yarn-classic', manifests: carriers },
  { id: 'carriers-yarn-berry', manager: 'yarn-berry', environment: modules, manifests: carriers },
  { id: 'carriers-bun', manager: 'bun', manifests: carriers },
  { id: 'folders-npm', manager: 'npm', manifests: folders({ shared: '2.0.0', ...file }) },
  {
    id: 'folders-yarn-classic',
    manager: 'yarn-classic',
    manifests: folders({ shared: '2.0.0', gate: 'link:./gate', ...file }),
  },
  {
    id: 'folders-yarn-berry',
    manager: 'yarn-berry',
    environment: modules,
    manifests: folders({ shared: 'workspace:*', gate: 'portal:./gate', rules: 'link:./rules' }),
  },
  { id: 'folders-pnpm', manager: 'pnpm', manifests: folders({ shared: 'workspace:*', gate: 'link:./gate' }) },
  {
    id: 'folders-pnpm-hoisted',
    manager: 'pnpm',
    options: hoisted,
    manifests: folders({ shared: 'workspace:*', ...file }),
  },
  {
    id: 'folders-pnpm-injected',
    manager: 'pnpm',
    options: injected,
    manifests: folders({ shared: 'workspace:*', ...file }),
  },
  { id: 'folders-bun', manager: 'bun', manifests: folders({ shared: 'workspace:*', ...file }) },
];

/** Fields of a manifest with the identity of a package, its bundled packages and its requirements. */
const FIELDS = [
  'name',
  'version',
  'private',
  'workspaces',
  'dependencies',
  'optionalDependencies',
  'peerDependencies',
  'bundleDependencies',
  'bundledDependencies',
];

/** Files that drift is judged by, beside manifests. */
const KEPT = /(?:^|\/)(?:package-lock\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lock|pnpm-workspace\.yaml)$/;
/** Of packages, and of the application's folders. */
const MANIFEST =
  /^(?:(?:.+\/)?node_modules\/(?:@[^/]+\/)?[^/@.][^/]*\/|(?:(?!node_modules\/).)*)package\.json$/;
/** Files that managers leave where they install: only their presence counts. */
const TRACE = /(?:^|\/)node_modules\/(?:\.modules\.yaml|\.yarn-state\.yml|\.yarn-integrity)$/;

/** Fields of npm's lockfiles that do not matter for drift. */
const LEFT_OUT = new Set(['integrity', 'funding', 'license', 'engines', 'bin']);

const ids = process.argv.slice(2);
cpSync(join(import.meta.dirname, 'tools'), join(corpusFolder, 'tools'), { recursive: true });
installManagers();
mkdirSync(factsFolder, { recursive: true });
for (const application of applications) {
  if (ids.length > 0 && !ids.includes(application.id)) continue;
  const folder = install(application);
  const linked = factsOf(folder, false);
  const copied = application.manifests === carriers ? {} : factsOf(folder, true).files;
  const added = Object.fromEntries(Object.entries(copied).filter(([path]) => !(path in linked.files)));
  const text = JSON.stringify({ id: application.id, ...linked, copies: added }, null, 1);
  writeFileSync(join(factsFolder, `${application.id}.json`), `${text}\n`);
  console.log(`${application.id}: ${Object.keys(linked.files).length} files, ${text.length} characters`);
  rmSync(folder, { recursive: true });
}

function install({ id, manager, options = [], environment, manifests }) {
  const folder = join(corpusFolder, 'drift', id);
  rmSync(folder, { recursive: true, force: true });
  for (const [path, manifest] of Object.entries(manifests)) {
    mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, path, 'package.json'), JSON.stringify(manifest));
  }
  const [, ...workspaces] = Object.keys(manifests).filter((path) => path !== 'rules' && path !== 'gate');
  if (manager === 'yarn-berry') writeFileSync(join(folder, 'yarn.lock'), '');
  if (manager === 'pnpm')
    writeFileSync(join(folder, 'pnpm-workspace.yaml'), JSON.stringify({ packages: workspaces }));
  managers[manager].install(folder, options, environment);
  return folder;
}

function factsOf(folder, followLinks) {
  const files = {};
  const links = {};
  for (const { path, bytes, link } of folderEntries(folder, { followLinks })) {
    if (link && !path.includes('/.bin/')) links[path] = posix.join(posix.dirname(path), bytes.toString());
    else if (TRACE.test(path)) files[path] = '';
    else if (KEPT.test(path)) files[path] = withoutAddresses(bytes.toString());
    else if (MANIFEST.test(path)) files[path] = reduce(JSON.parse(bytes.toString()));
  }
  return { files, links };
}

function reduce(manifest) {
  return Object.fromEntries(
    FIELDS.filter((field) => field in manifest).map((field) => [field, manifest[field]]),
  );
}

/** A lockfile without the lines of addresses and digests. */
function withoutAddresses(text) {
  if (text.startsWith('{') && text.includes('"lockfileVersion"') && !text.includes('"workspaces": {')) {
    const isKept = (key, value) => !LEFT_OUT.has(key) && !(key === 'resolved' && /^https?:/.test(value));
    return JSON.stringify(JSON.parse(text, (key, value) => (isKept(key, value) ? value : undefined)));
  }
  return text
    .replace(/^ +(?:resolved "https?:.*|integrity .*|checksum: .*)\n/gm, '')
    .replace(/"sha512-[^"]+"/g, '""')
    .replace(/integrity: sha512-[^,}\s]+/g, 'integrity: x');
}
