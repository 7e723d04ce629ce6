// node bench/board/parse-once.mjs FILE: prints the processor seconds of one parse of a script by acorn.
import { readFileSync } from 'node:fs';
import { parse } from 'acorn';

const text = readFileSync(process.argv[2], 'utf8');
const before = process.cpuUsage();
parse(text, { ecmaVersion: 'latest', sourceType: 'script' });
const { user, system } = process.cpuUsage(before);
console.log((user + system) / 1e6);
