// Loaded before a handler of the truth test: records every file that Node loads, in this thread and in its workers.
const { appendFileSync } = require('node:fs');
const Module = require('node:module');
const { pathToFileURL } = require('node:url');
const log = process.env.TRACE_FILE;

/** @param {string} file */
function note(file) {
  if (typeof file === 'string' && file.startsWith('/')) appendFileSync(log, `${file}\n`);
}

const load = Module._load;
Module._load = function trace(request, parent, isMain) {
  try {
    note(Module._resolveFilename(request, parent, isMain));
  } catch {
    // The module itself reports that.
  }
  return load.call(this, request, parent, isMain);
};
Module.register(pathToFileURL(require.resolve('./trace-hook.mjs')), { data: { log } });
