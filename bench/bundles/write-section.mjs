// Sections of bench/README.md that a benchmark writes.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../../scripts/set-up.mjs';

const README = join(projectFolder, 'bench/README.md');

/** Replaces what stands below `## TITLE`, up to the next heading of its level. */
export function replaceSection(text, title, body) {
  const heading = `## ${title}\n`;
  const at = text.indexOf(heading);
  if (at < 0) throw new Error(`bench/README.md has no section "${title}"`);
  const next = text.indexOf('\n## ', at + heading.length);
  const rest = next < 0 ? '' : text.slice(next);
  return `${text.slice(0, at + heading.length)}\n${body}\n${rest}`;
}

/** Writes a section with date and machine. */
export function writeSection(title, body) {
  const [{ model }] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const where = `Measured ${new Date().toISOString().slice(0, 10)}: ${cpus().length} × ${model.trim()}, ${memory} GiB, Node ${process.versions.node}.`;
  writeFileSync(README, replaceSection(readFileSync(README, 'utf8'), title, `${where}\n\n${body}`));
}
