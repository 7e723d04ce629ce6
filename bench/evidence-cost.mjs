// Time and memory of evidence about an invented report: `node bench/evidence-cost.mjs [FUNCTIONS]`. Needs `npm run build`.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evidenceFiles, writeSealedFolder } from '../dist/audit/index.js';
import { largeReport } from './large-report.mjs';

const functions = Number(process.argv[2] ?? 3000);
const report = largeReport({ functions, packages: functions * 33, findings: functions * 6 });
const folder = join(mkdtempSync(join(tmpdir(), 'stowaway-evidence-')), 'out');
const megabytes = (bytes) => Math.round(bytes / 1_000_000);
const before = process.memoryUsage().rss;
const started = process.cpuUsage();
writeSealedFolder(folder, evidenceFiles(report, { basis: 'advisory data', sweep: null }), null);
const { user, system } = process.cpuUsage(started);
const size = (name) => megabytes(statSync(join(folder, name)).size);
console.log(
  `${functions} functions: ${((user + system) / 1e6).toFixed(1)} s of processor time, ` +
    `${megabytes(process.resourceUsage().maxRSS * 1000)} MB at most (report alone ${megabytes(before)} MB), ` +
    `evidence.json ${size('evidence.json')} MB, index.html ${size('index.html')} MB`,
);
rmSync(folder, { recursive: true });
