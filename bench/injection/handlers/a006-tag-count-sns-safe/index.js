const { promisify } = require('util');
const cp = require('child_process');
const { sanitize } = require('./lib/text');

const sh = promisify(cp.exec);

async function countTag(tag) {
  const { stdout } = await sh(`grep -c "^${tag};" /opt/data/tags.csv || true`);
  return parseInt(stdout, 10) || 0;
}

exports.handler = async (event) => {
  const result = {};
  for (const { Sns } of event.Records) {
    const message = JSON.parse(Sns.Message);
    const tags = (message.tags || []).map(sanitize);
    for (const tag of tags) {
      result[`tag:${tag}`] = await countTag(tag);
    }
  }
  console.log(JSON.stringify(result));
  return result;
};
