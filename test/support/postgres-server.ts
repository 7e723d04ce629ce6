import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const VERSIONS = '/usr/lib/postgresql';

function programs(): string | undefined {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS) : [];
  return versions
    .map((version) => join(VERSIONS, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')));
}

/** Why tests with a PostgreSQL server cannot run here; null when they can. */
export const NO_POSTGRES =
  programs() === undefined ? `there is no PostgreSQL in ${VERSIONS}: .ci/run installs it` : null;

/** The server does not run as root; Debian's package makes a user for it. */
function serverUser(): { uid: number; gid: number } | Record<string, never> {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export interface PostgresServer {
  /** URL of a new, empty database. */
  newDatabase(): string;
  restart(): void;
  stop(): void;
}

/** Starts a PostgreSQL server of its own, on a socket in a folder of its own. */
export function startPostgres(): PostgresServer {
  const bin = programs() ?? '';
  const user = serverUser();
  const folder = mkdtempSync(join(tmpdir(), 'stowaway-pg-'));
  chmodSync(folder, 0o700);
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const run = (program: string, ...args: readonly string[]) => {
    const result = spawnSync(join(bin, program), args, { ...user, cwd: folder, stdio: 'ignore' });
    if (result.status !== 0) throw new Error(`${program}: exit code ${result.status}`);
  };
  const data = join(folder, 'data');
  const options = `-c listen_addresses='' -c unix_socket_directories=${folder} -c fsync=off`;
  run('initdb', '-D', data, '-A', 'trust', '-U', 'test', '--no-sync', '-E', 'UTF8', '--locale=C.UTF-8');
  const log = join(folder, 'log');
  run('pg_ctl', '-D', data, '-w', '-l', log, '-o', options, 'start');
  let databases = 0;
  return {
    newDatabase() {
      databases += 1;
      run('createdb', '-h', folder, '-U', 'test', `d${databases}`);
      return `postgres://test@localhost/d${databases}?host=${encodeURIComponent(folder)}`;
    },
    restart: () => run('pg_ctl', '-D', data, '-w', '-m', 'fast', '-l', log, '-o', options, 'restart'),
    stop() {
      run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
