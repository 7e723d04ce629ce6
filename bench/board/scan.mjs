// Runs scans by the command line of one build, and adds up what they cost.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure } from '../measure.mjs';

/** 0: clean, 1: findings, 4: incomplete. */
const ANSWERS = [0, 1, 4];
/** Seconds for an artifact. Far above what any sample takes, so that a busy machine changes no result. */
const TIMEOUT = '600';
/** Samples in one scan: the start of a process then costs little, and a crash loses few. */
const AT_ONCE = 40;

/**
 * @typedef {object} Cost
 * @property {number} scans processes that were run
 * @property {number} processorSeconds of all of them
 * @property {number} megabytes peak resident memory of the largest
 */

/** Scans of one section of the board. */
export class Scanner {
  /** @type {Cost} */
  cost = { scans: 0, processorSeconds: 0, megabytes: 0 };

  /** @param {string} commandLine `cli/main.js` of a build */
  constructor(commandLine) {
    this.commandLine = commandLine;
  }

  /**
   * @param {string[]} targets
   * @param {string[]} [flags]
   * @returns {Promise<object>} the JSON report; throws if there is none
   */
  async scan(targets, flags = []) {
    const folder = mkdtempSync(join(tmpdir(), 'stowaway-board-'));
    const output = join(folder, 'report.json');
    const own = ['--format', 'json', '--no-progress', '--no-config', '--timeout', TIMEOUT];
    const common = flags.includes('--cache') ? own : [...own, '--no-cache'];
    const command = [
      process.execPath,
      this.commandLine,
      'scan',
      ...targets,
      '--offline',
      ...common,
      ...flags,
    ];
    try {
      // Elsewhere than the targets: reports then give their whole paths.
      const spent = await measure(command, { accept: ANSWERS, output, cwd: folder });
      this.cost.scans += 1;
      this.cost.processorSeconds += spent.processorSeconds;
      this.cost.megabytes = Math.max(this.cost.megabytes, spent.megabytes ?? 0);
      return JSON.parse(readFileSync(output, 'utf8'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /**
   * Scans many folders or zips, several in one process.
   * @param {readonly string[]} targets
   * @returns {Promise<Map<string, object>>} artifact of each target
   */
  async scanEach(targets, flags = []) {
    const artifacts = new Map();
    for (let at = 0; at < targets.length; at += AT_ONCE) {
      const some = targets.slice(at, at + AT_ONCE);
      const report = await this.scan(some, flags);
      for (const target of some) {
        const own = report.artifacts.filter(({ path }) => path === target);
        if (own.length !== 1) throw new Error(`${target} has ${own.length} artifacts in the report`);
        artifacts.set(target, own[0]);
      }
    }
    return artifacts;
  }
}

export const isBad = ({ severity }) => severity === 'high' || severity === 'critical';
