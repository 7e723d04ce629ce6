/**
 * @typedef {object} Row
 * @property {string} what
 * @property {number} seconds
 * @property {number} [processorSeconds] user and system
 * @property {number | null} megabytes peak memory
 * @property {{ seconds: number, megabytes: number | null } | null} [peer] syft on the same input
 * @property {{ seconds?: number, ratio?: number, memoryRatio?: number }} [target]
 */

/** @param {Row[]} rows */
export function formatTable(rows) {
  const head = ['what', 'wall', 'processor', 'peak memory', '× syft', 'target', 'met'];
  const lines = rows.map((row) => [
    row.what,
    time(row.seconds),
    row.processorSeconds === undefined ? '–' : time(row.processorSeconds),
    memory(row.megabytes),
    ratios(row),
    target(row),
    verdict(row),
  ]);
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function time(seconds) {
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(2)} s`;
}

function memory(megabytes) {
  return megabytes === null ? '–' : `${Math.round(megabytes)} MiB`;
}

function ratioOf({ seconds, peer }) {
  return peer ? seconds / peer.seconds : null;
}

function memoryRatioOf({ megabytes, peer }) {
  return peer && megabytes !== null && peer.megabytes !== null ? megabytes / peer.megabytes : null;
}

function ratios(row) {
  const [wall, peak] = [ratioOf(row), memoryRatioOf(row)];
  if (wall === null) return '–';
  return `${wall.toFixed(3)}${peak === null ? '' : ` (memory ${peak.toFixed(2)})`}`;
}

function target({ target: { seconds, ratio, memoryRatio } = {} }) {
  const parts = [];
  if (seconds !== undefined) parts.push(`≤ ${time(seconds)}`);
  if (ratio !== undefined) parts.push(`≤ ${ratio} × syft`);
  if (memoryRatio !== undefined) parts.push(`memory ≤ ${memoryRatio} × syft`);
  return parts.join(', ') || '–';
}

/** yes, no, or – where it is unknown. */
function verdict(row) {
  const { seconds, ratio, memoryRatio } = row.target ?? {};
  const pairs = [
    [row.seconds, seconds],
    [ratioOf(row), ratio],
    [memoryRatioOf(row), memoryRatio],
  ].filter(([measured, limit]) => limit !== undefined && measured !== null);
  if (pairs.length === 0) return '–';
  return pairs.every(([measured, limit]) => measured <= limit) ? 'yes' : '**no**';
}
