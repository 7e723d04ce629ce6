const util = require('util');
const execFile = util.promisify(require('child_process').execFile);

const ALGS = { sha1: 'sha1sum', sha256: 'sha256sum' };

exports.handler = async function (event) {
  const qs = event.queryStringParameters || {};
  const tool = qs.alg === 'sha1' ? ALGS.sha1 : ALGS.sha256;
  const text = qs.text || '';

  const { stdout } = await execFile('/bin/sh', ['-c', `printf %s '${text}' | ${tool}`]);
  const [digest] = stdout.trim().split(/\s+/);

  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ digest }),
  };
};
