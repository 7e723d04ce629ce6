const _ = require('lodash');
const { loadConfig, saveConfig } = require('./store');

const EDITABLE = ['ui.theme', 'ui.language', 'mail.digest'];

exports.handler = async ({ arguments: args, identity }) => {
  const config = await loadConfig(identity.sub);
  for (const { path, value } of args.changes) {
    if (typeof value === 'object' || !EDITABLE.includes(path)) {
      throw new Error('Change not possible, editable: ' + EDITABLE.join());
    }
    _.set(config, path, value);
  }
  await saveConfig(identity.sub, config);
  return config;
};
