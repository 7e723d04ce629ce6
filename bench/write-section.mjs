// Sections of the README files of the benchmarks.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../scripts/set-up.mjs';

/** The README with the summary of every topic, and the one with the tables of bundles. */
export const SUMMARY = 'bench/README.md';
export const BUNDLES = 'bench/bundles/README.md';

/** Replaces what stands below `## TITLE`, up to the next heading of its level. */
export function replaceSection(text, title, body) {
  const heading = `## ${title}\n`;
  const at = text.indexOf(heading);
  if (at < 0) throw new Error(`There is no section "${title}".`);
  const next = text.indexOf('\n## ', at + heading.length);
  const rest = next < 0 ? '' : text.slice(next);
  return `${text.slice(0, at + heading.length)}\n${body}\n${rest}`;
}

/** Writes a section of a README file, with date and machine. */
export function writeSection(readme, title, body) {
  const file = join(projectFolder, readme);
  const [{ model }] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const where = `Measured ${new Date().toISOString().slice(0, 10)}: ${cpus().length} × ${model.trim()}, ${memory} GiB, Node ${process.versions.node}.`;
  writeFileSync(file, replaceSection(readFileSync(file, 'utf8'), title, `${where}\n\n${body}`));
}
