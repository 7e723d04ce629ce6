// Findings of HIGH or above in popular packages, which are harmless: the huge zip and installed sets.
import { readFileSync } from 'node:fs';
import { install } from '../../signatures/install-set.mjs';
import { mistakes } from '../figures.mjs';
import { boardInputs } from '../inputs.mjs';
import { isBad } from '../scan.mjs';

const SETS = ['koa-redis', 'payments'];
/** What the rules about code and names report; advisories are no mistakes. */
const KINDS = new Set(['malware', 'install-script', 'hook', 'secret', 'typosquat']);

const { sets } = JSON.parse(readFileSync(new URL('../../signatures/packages.json', import.meta.url), 'utf8'));

const byCodeUnits = (a, b) => (a < b ? -1 : 1);

export const falsePositives = {
  id: 'false-positives',
  title: 'false positives on popular packages',
  async run({ scanner }) {
    const { huge } = await boardInputs();
    const targets = [huge, ...SETS.map((name) => install(name, sets[name]))];
    const releases = new Set();
    const reported = new Map();
    for (const target of targets) {
      const report = await scanner.scan([target]);
      const packages = report.artifacts.flatMap((artifact) => artifact.packages);
      const nameOf = new Map(packages.map(({ id, name, version }) => [id, `${name}@${version}`]));
      for (const { id, presence } of packages) if (presence === 'installed') releases.add(nameOf.get(id));
      for (const finding of report.artifacts.flatMap((artifact) => artifact.findings)) {
        if (!KINDS.has(finding.kind) || !isBad(finding)) continue;
        const release = nameOf.get(finding.package) ?? target.slice(target.lastIndexOf('/') + 1);
        reported.set(release, [...(reported.get(release) ?? []), finding.rule]);
      }
    }
    return {
      figures: [mistakes('releases reported at HIGH', reported.size, releases.size)],
      verdicts: Object.fromEntries(
        [...reported].map(([release, rules]) => [release, [...new Set(rules)].sort(byCodeUnits).join(' ')]),
      ),
    };
  },
};
