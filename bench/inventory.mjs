// node bench/inventory.mjs ZIP DATABASE: a scan without its signatures: open, inventory, advisories, JSON.
// The command line has no switch for that, on purpose.
import { openByteSource, DEFAULT_LIMITS } from '../dist/files/index.js';

const [zip, database] = process.argv.slice(2);
const [{ unpack }, { takeInventory }, { loadMatching, openAdvisories }] = await Promise.all([
  import('../dist/unpackers/index.js'),
  import('../dist/inventory/index.js'),
  import('../dist/advisories/index.js'),
]);

const unpacked = await unpack({ kind: 'archive', name: zip, bytes: openByteSource(zip) }, DEFAULT_LIMITS);
const inventory = await takeInventory(unpacked);
const store = openAdvisories({ dir: database, now: new Date() });
const { matchPackages } = await loadMatching();
const findings = matchPackages(inventory.packages, store);
store.close();
process.stdout.write(JSON.stringify({ inventory, findings }));
