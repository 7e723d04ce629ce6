// Makes images whose packages real tools installed: dpkg from the packages of this machine's repository, rpm from packages that rpmbuild
// makes. Nothing of them is run: scripts of packages are not, and files are only copied.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Packages without scripts: built of sources of the same name and of others, with and without epochs. */
const BASE = [
  'libgcc-s1',
  'zlib1g',
  'libcap2',
  'libzstd1',
  'liblz4-1',
  'libselinux1',
  'libpcre2-8-0',
  'libtirpc-common',
];
const ADDED = ['libssl3', 'libexpat1', 'libsqlite3-0', 'media-types', 'hostname', 'libncurses6', 'libtinfo6'];

const DEBIAN =
  'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n';
const ROCKY =
  'NAME="Rocky Linux"\nVERSION="9.4 (Blue Onyx)"\nID="rocky"\nID_LIKE="rhel centos fedora"\nVERSION_ID="9.4"\n';
const AMAZON = 'NAME="Amazon Linux"\nVERSION="2023"\nID="amzn"\nID_LIKE="fedora"\nVERSION_ID="2023"\n';

function run(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    ...options,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.slice(0, 4).join(' ')}: ${stderr.slice(-2000)}`);
  return stdout;
}

function writeIn(root, path, text) {
  const parts = path.split('/').slice(0, -1);
  mkdirSync(join(root, ...parts), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** A layer of everything in a folder. */
function pack(root, layer) {
  execFileSync('tar', ['-cf', layer, '--numeric-owner', '--owner=0', '--group=0', '-C', root, '.']);
}

/** An archive as `docker save` writes it. */
function writeImage(folder, name, layers) {
  const files = layers.map((root, at) => {
    const packed = join(folder, `${name}-${at}.tar`);
    pack(root, packed);
    const bytes = readFileSync(packed);
    const digest = createHash('sha256').update(bytes).digest('hex');
    return { path: `${digest}.tar`, digest, bytes };
  });
  const digests = files.map(({ digest }) => `sha256:${digest}`);
  const work = join(folder, `${name}-image`);
  mkdirSync(work, { recursive: true });
  const config = {
    architecture: 'amd64',
    os: 'linux',
    config: { Cmd: ['/app/main'] },
    rootfs: { type: 'layers', diff_ids: digests },
  };
  const configuration = JSON.stringify(config);
  const configPath = `${createHash('sha256').update(configuration).digest('hex')}.json`;
  writeFileSync(join(work, configPath), configuration);
  writeFileSync(
    join(work, 'manifest.json'),
    JSON.stringify([{ Config: configPath, RepoTags: null, Layers: files.map(({ path }) => path) }]),
  );
  for (const { path, bytes } of files) writeFileSync(join(work, path), bytes);
  const archive = join(folder, `${name}.tar`);
  execFileSync('tar', ['-cf', archive, '-C', work, ...readdirSync(work)]);
  return archive;
}

function installDebian(root, packages, cache) {
  mkdirSync(cache, { recursive: true });
  run('apt-get', ['download', ...packages], { cwd: cache });
  const archives = readdirSync(cache).filter((name) => packages.includes(name.split('_', 1)[0]));
  run('dpkg', [
    `--root=${root}`,
    '--force-depends',
    '--force-bad-path',
    '-i',
    ...archives.map((name) => join(cache, name)),
  ]);
}

const DPKG_TRUTH =
  '${db:Status-Status}\t${Package}\t${Version}\t${Architecture}\t${source:Package}\t${source:Version}\n';

/** An image of two layers: the second adds packages, removes one but its configuration, and holds one back. */
export function debianImage(folder) {
  const root = join(folder, 'debian');
  for (const place of ['var/lib/dpkg/info', 'var/lib/dpkg/updates', 'var/lib/dpkg/triggers'])
    mkdirSync(join(root, place), { recursive: true });
  writeIn(root, 'var/lib/dpkg/status', '');
  writeIn(root, 'etc/os-release', DEBIAN);
  const cache = join(folder, 'packages');
  installDebian(root, BASE, cache);
  const base = join(folder, 'debian-base');
  run('cp', ['-a', root, base]);
  installDebian(root, ADDED, cache);
  run('dpkg', [`--root=${root}`, '--force-depends', '-r', 'libtirpc-common']);
  run('dpkg', [`--root=${root}`, '--set-selections'], { input: 'zlib1g hold\n' });
  const lines = run('dpkg-query', [`--admindir=${root}/var/lib/dpkg`, '-W', '-f', DPKG_TRUTH])
    .trim()
    .split('\n');
  const truth = lines.map((line) => line.split('\t')).filter(([state]) => state === 'installed');
  return {
    name: 'debian',
    archive: writeImage(folder, 'debian', [base, root]),
    truth: truth.map(([, name, version, architecture, source, sourceVersion]) =>
      [name, version, architecture, source, sourceVersion].join(' '),
    ),
    base: truth.filter(([, name]) => BASE.includes(name)).length,
  };
}

/** Sources of several packages each: 300 packages, some with many files, an epoch, or a version of their own. */
function specs() {
  return Array.from({ length: 30 }, (_, source) => {
    const parts = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((at) => `part${at}`);
    const epoch = source % 4 === 1 ? `Epoch: ${source}\n` : '';
    const many = source % 10 === 0 ? 400 : 3;
    const numbers = [...Array(many).keys()];
    const files = (name) => numbers.map((at) => `/usr/share/${name}/a-rather-long-name-of-a-file-${at}.txt`);
    const sub = parts
      .map(
        (part) =>
          `%package ${part}\nSummary: Part\n${part === 'part3' ? 'Version: 9.9\n' : ''}%description ${part}\nText\n%files ${part}\n${files(`src${source}-${part}`).join('\n')}\n`,
      )
      .join('');
    const all = ['', ...parts.map((part) => `-${part}`)].flatMap((part) => files(`src${source}${part}`));
    const make = `for f in ${all.join(' ')}; do mkdir -p %{buildroot}$(dirname $f); echo x > %{buildroot}$f; done`;
    return `Name: src${source}\nVersion: 1.${source}~rc1\nRelease: ${source + 1}.el9_4\n${epoch}Summary: Test\nLicense: MIT\nBuildArch: ${source % 2 ? 'noarch' : 'x86_64'}\n%description\nText\n%install\n${make}\n%files\n${files(`src${source}`).join('\n')}\n${sub}`;
  });
}

const RPM_TRUTH = '%{NAME}\t%{EPOCHNUM}\t%{VERSION}-%{RELEASE}\t%{ARCH}\t%{SOURCERPM}\n';

/** Two images of one database, of different distributions. */
export function rpmImages(folder) {
  const top = join(folder, 'rpmbuild');
  const built = join(top, 'RPMS');
  mkdirSync(top, { recursive: true });
  for (const [at, spec] of specs().entries()) {
    const path = join(top, `src${at}.spec`);
    writeFileSync(path, spec);
    run('rpmbuild', [
      '-bb',
      '--quiet',
      '--target',
      'x86_64',
      '--define',
      `_topdir ${top}`,
      '--define',
      '_build_id_links none',
      path,
    ]);
  }
  const files = readdirSync(built, { recursive: true })
    .filter((name) => name.endsWith('.rpm'))
    .map((name) => join(built, name));
  const root = join(folder, 'rpm');
  mkdirSync(root, { recursive: true });
  const db = ['--root', root, '--define', '_dbpath /var/lib/rpm', '--define', '_db_backend sqlite'];
  run('rpm', [...db, '--nodeps', '--noscripts', '-i', ...files]);
  const lines = run('rpm', [...db, '-qa', '--qf', RPM_TRUTH])
    .trim()
    .split('\n');
  const truth = lines.map((line) => {
    const [name, epoch, version, architecture, source] = line.split('\t');
    const full = (text) => (epoch === '0' ? text : `${epoch}:${text}`);
    const [, sourceName, sourceVersion] = /^(.+)-([^-]+-[^-]+)\.src\.rpm$/.exec(source);
    return [name, full(version), architecture, sourceName, full(sourceVersion)].join(' ');
  });
  return [
    ['rocky', ROCKY],
    ['amazon', AMAZON],
  ].map(([name, release]) => {
    writeIn(root, 'etc/os-release', release);
    return { name, archive: writeImage(folder, name, [root]), truth, base: null };
  });
}
