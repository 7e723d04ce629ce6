import {
  readNetworkSettings,
  readPipConfig,
  secureAgent,
  sendRequest,
  type NetworkSettings,
} from '../../network/index.js';
import { isSystemError, ScanError, systemReason } from '../../model/index.js';
import { ok, type Check, type Surroundings } from './check.js';

const NAME = 'network';
const REACH_MILLIS = 10_000;

/** Host and port: a proxy's URL may hold a password. */
function settingsWords({ proxy, certificates }: NetworkSettings, { env }: Surroundings): string {
  return [
    proxy === null ? 'no proxy' : `proxy ${proxy.host}`,
    ...(certificates.length > 0 ? ["own certificates by npm's configuration"] : []),
    ...(env['NODE_EXTRA_CA_CERTS'] ? ['NODE_EXTRA_CA_CERTS'] : []),
    ...(env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0' ? ['certificates are not checked'] : []),
  ].join(', ');
}

/** How the network is reached; nothing is sent. */
export function networkCheck(surroundings: Surroundings): Check {
  try {
    const words = settingsWords(readNetworkSettings(surroundings), surroundings);
    if (surroundings.env['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0') return ok(NAME, words);
    return { name: NAME, state: 'bad', words, hint: 'Unset NODE_TLS_REJECT_UNAUTHORIZED.' };
  } catch (error) {
    if (!(error instanceof ScanError)) throw error;
    return { name: NAME, state: 'bad', words: error.message, hint: error.hint ?? null };
  }
}

/** The indexes that `--verify` compares packages of Python with; their credentials are not shown. */
export function pythonIndexCheck(surroundings: Surroundings): Check {
  const name = 'Python index';
  const { indexes, failure } = readPipConfig(surroundings);
  if (indexes.length > 0) return ok(name, indexes.map(({ url }) => new URL(url).host).join(', '));
  const hint = "For --verify of Python packages, set PIP_INDEX_URL to the address of pip's index.";
  return { name, state: 'note', words: failure ?? 'none is configured', hint };
}

function reasonOf(error: unknown): string {
  if (isSystemError(error)) return systemReason(error);
  return error instanceof Error ? error.message : 'it failed';
}

/** Whether the server of the advisories answers; any answer will do. */
export async function reachCheck(address: string, surroundings: Surroundings): Promise<Check> {
  const name = 'reach';
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url)
    return { name, state: 'bad', words: `${address} is not a URL`, hint: 'Give an https:// address.' };
  try {
    const settings = url.protocol === 'https:' ? readNetworkSettings(surroundings) : null;
    const agent = settings ? await secureAgent(settings) : undefined;
    const answer = await sendRequest(url, { method: 'HEAD', agent, timeout: REACH_MILLIS });
    answer.destroy();
    return ok(name, `${url.host} answers (${answer.statusCode})`);
  } catch (error) {
    const words = `${url.host} does not answer: ${reasonOf(error)}`;
    return { name, state: 'bad', words, hint: 'Set HTTPS_PROXY, or name a mirror with --db-url.' };
  }
}
