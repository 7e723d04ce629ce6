// Compiles src/ecosystems/npm/popular-names.ts from npm-high-impact and pnpm's list of packages whose scripts are trusted (both MIT):
// the packages as they are take ten times as long to load as one file of names. Run it after raising either.
import { readFileSync, writeFileSync } from 'node:fs';
import { npmHighImpact, npmTopDownloads } from 'npm-high-impact';

/** More targets find hardly more squats and flag more harmless names (measured: 0.36 % against 0.73 % of malicious names). */
const TARGETS = 5000;
const NAMES_A_LINE = 100;

const trustedFile = new URL('../node_modules/@pnpm/plugin-trusted-deps/allow.json', import.meta.url);
const targets = npmTopDownloads.slice(0, TARGETS);
const isTarget = new Set(targets);
const known = npmHighImpact.filter((name) => !isTarget.has(name));
const isKnown = new Set([...targets, ...known]);
const trusted = JSON.parse(readFileSync(trustedFile, 'utf8')).filter((name) => !isKnown.has(name));

function textOf(names) {
  const lines = [];
  for (let at = 0; at < names.length; at += NAMES_A_LINE)
    lines.push(names.slice(at, at + NAMES_A_LINE).join(' '));
  return '`\n' + lines.join('\n') + '\n`';
}

writeFileSync(
  new URL('../src/ecosystems/npm/popular-names.ts', import.meta.url),
  `// Made by scripts/build-popular-names.mjs; names are split by white space.

/** The most downloaded packages of npm, most downloaded first: names that squatters imitate. */
export const TARGET_NAMES = ${textOf(targets)};

/** The rest of npm's packages with a million downloads a week or 500 dependents. */
export const KNOWN_NAMES = ${textOf(known)};

/** Others whose install scripts package managers trust. */
export const TRUSTED_SCRIPT_NAMES = ${textOf(trusted)};
`,
);
