// `node bench/render-report.mjs FORMAT [FILE]`: renders the large report in its own process, and prints the time.
import { closeSync, openSync, writeSync } from 'node:fs';
import { largeReport } from './large-report.mjs';

const [format, file] = process.argv.slice(2);
const FILE = {
  colour: false,
  width: Infinity,
  verbose: true,
  links: false,
  elapsedMillis: null,
  aws: { account: null, region: null },
};

const { REPORTERS } = await import('../dist/reporters/index.js');
const reporter = REPORTERS.find(({ id }) => id === format);
if (!reporter) throw new Error(`There is no format ${format}.`);
const report = largeReport();
const output = openSync(file ?? '/dev/null', 'w');
const [startedAt, before] = [performance.now(), process.cpuUsage()];
let bytes = 0;
for (const chunk of reporter.render(report, FILE)) bytes += writeSync(output, chunk);
const seconds = (performance.now() - startedAt) / 1000;
const { user, system } = process.cpuUsage(before);
closeSync(output);
// Memory of the whole process, with the report itself.
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, bytes, megabytes }));
