// Rows of scans of published bundles beside their notices, as Markdown.
import { tableFrom } from './markdown.mjs';

const HEAD = [
  'bundle',
  'MB',
  'in its notice',
  'of these named',
  'version exact and right',
  'in a set',
  'version unknown',
  'contradicted',
  'named beside',
];

/** How a row describes a version, where the notice has one. */
function verdictOf({ versionState, version, candidates }, versions) {
  if (versionState === 'unknown') return 'unknown';
  if (versions.size === 0) return 'unshown';
  if (versionState === 'exact') return versions.has(version) ? 'exact' : 'contradicted';
  return candidates.some((each) => versions.has(each)) ? 'set' : 'contradicted';
}

const labelOf = ({ name, version, candidates }) => {
  const shown = version ?? candidates[0];
  return shown === undefined ? name : `${name}@${shown}`;
};

/** @param {{ package: string, bytes: number, noticed: Map<string, Set<string>>, rows: object[] }[]} outcomes */
export function publishedTable(outcomes) {
  const lines = outcomes.map(({ package: spec, bytes, noticed, rows }) => {
    const known = rows.filter(({ name }) => noticed.has(name));
    const named = new Set(known.map(({ name }) => name));
    const verdicts = known.map((row) => [verdictOf(row, noticed.get(row.name)), row]);
    const count = (verdict) => String(verdicts.filter(([each]) => each === verdict).length);
    const contradicted = verdicts.filter(([verdict]) => verdict === 'contradicted');
    const beside = rows.filter(({ name }) => !noticed.has(name)).map(labelOf);
    return [
      spec,
      (bytes / 1e6).toFixed(1),
      String(noticed.size),
      String(named.size),
      count('exact'),
      count('set'),
      count('unknown'),
      contradicted.length === 0 ? '–' : contradicted.map(([, row]) => labelOf(row)).join(' '),
      beside.length === 0 ? '–' : beside.join(' '),
    ];
  });
  return tableFrom(HEAD, lines);
}
