// Results of the benign sets, each release counted once however many sets have it.

/**
 * @typedef {object} SetResult
 * @property {string} name of the set
 * @property {string[]} releases `name@version`
 * @property {{ kind: string, rule: string, severity: string, release: string | null, evidence: object[] }[]} findings
 * @property {string[]} problems what could not be read
 * @property {number} cpuSeconds
 */

const SEVERITIES = ['critical', 'high', 'medium', 'low'];
const SERIOUS = new Set(['critical', 'high']);

export const nameOf = (release) => release.slice(0, release.lastIndexOf('@'));

/** Findings in releases that no earlier set had, and findings in no package. */
function freshFindings(results) {
  const seenIn = new Map();
  return results.flatMap(({ name, releases, findings }) => {
    for (const release of releases) if (!seenIn.has(release)) seenIn.set(release, name);
    return findings
      .filter(({ release }) => release === null || seenIn.get(release) === name)
      .map((finding) => ({ ...finding, of: finding.release ?? `(no package, set ${name})` }));
  });
}

/** @param {SetResult[]} results */
export function countBenign(results) {
  const releases = new Set(results.flatMap((result) => result.releases));
  const findings = freshFindings(results);
  const rules = new Map();
  for (const { severity, kind, rule, of } of findings) {
    const key = `${severity}\t${kind}\t${rule}`;
    rules.set(key, (rules.get(key) ?? new Set()).add(of));
  }
  return {
    sets: results.length,
    releases: releases.size,
    packages: new Set([...releases].map(nameOf)).size,
    problems: results.flatMap(({ name, problems }) => problems.map((problem) => `${name}: ${problem}`)),
    cpuSeconds: results.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    findings,
    rules: [...rules].map(([key, hits]) => [...key.split('\t'), [...hits]]),
  };
}

/** Packages (names, not releases) with a finding of a severity. */
function packagesWith({ findings }, wanted) {
  return new Set(findings.filter(wanted).map(({ of }) => nameOf(of)));
}

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map(row).join('\n');
const per = (count, packages, unit) => ((count * unit) / Math.max(1, packages)).toFixed(2);

function figures(counted) {
  const { packages } = counted;
  const behaviour = ({ kind }) => kind !== 'typosquat';
  const critical = packagesWith(counted, ({ severity }) => severity === 'critical').size;
  const high = packagesWith(counted, (one) => one.severity === 'high' && behaviour(one)).size;
  const names = packagesWith(counted, (one) => !behaviour(one)).size;
  const verdict = (met) => (met ? 'yes' : '**no**');
  return table(
    ['what', 'packages', 'rate', 'target', 'met'],
    [
      ['CRITICAL', critical, per(critical, packages, 300), '0', verdict(critical === 0)],
      ['HIGH', high, `${per(high, packages, 1000)} per 1,000`, '≤ 1', verdict(high * 1000 <= packages)],
      [
        'names',
        names,
        `${per(names, packages, 1000)} per 1,000`,
        '≤ 0.5',
        verdict(names * 1000 <= packages / 2),
      ],
    ],
  );
}

function rulesTable({ rules }) {
  const order = ([severity, , rule]) => `${SEVERITIES.indexOf(severity)}${rule}`;
  const rows = rules
    .toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
    .map(([severity, , rule, hits]) => {
      const shown = hits.slice(0, 6).map(cell).join(' ');
      return [severity, `\`${rule}\``, hits.length, hits.length > 6 ? `${shown} …` : shown];
    });
  return table(['severity', 'rule', 'releases', 'which'], rows);
}

/** @param {ReturnType<typeof countBenign>} counted @param {Record<string, string>} reasons by `rule package`: why it is harmless */
export function formatBenign(counted, reasons) {
  const { sets, packages, releases } = counted;
  const serious = counted.findings.filter(({ severity }) => SERIOUS.has(severity));
  const explained = new Map(
    serious.map(({ rule, of }) => [
      `${rule}\t${nameOf(of)}`,
      [rule, nameOf(of), reasons[`${rule} ${nameOf(of)}`]],
    ]),
  );
  const rows = [...explained.values()].map(([rule, name, reason]) => [
    `\`${rule}\``,
    cell(name),
    reason ?? '**not explained**',
  ]);
  return [
    `${sets} applications, ${packages} packages in ${releases} releases.`,
    figures(counted),
    'Every finding of HIGH or above:',
    rows.length === 0 ? 'None.' : table(['rule', 'package', 'what it is'], rows),
    'All findings:',
    rulesTable(counted),
  ].join('\n\n');
}

/** Lines of the evidence, for a reviewer. @param {ReturnType<typeof countBenign>} counted */
export function formatEvidence({ findings, problems, cpuSeconds }, verbose) {
  const shown = findings.filter(
    ({ severity }) => SERIOUS.has(severity) || (verbose && severity === 'medium'),
  );
  const lines = shown.flatMap(({ severity, rule, of, evidence }) => [
    `${severity}\t${rule}\t${of}`,
    ...evidence.map(({ path, line, detail }) => `\t${path}:${line ?? ''} ${detail}`),
  ]);
  return [
    ...lines,
    ...problems.map((problem) => `problem\t${problem}`),
    `${Math.round(cpuSeconds)} s of CPU`,
  ].join('\n');
}
