const { exec } = require('node:child_process');
const { randomBytes } = require('node:crypto');
const { quote } = require('shell-quote');

const VOICE = quote([process.env.VOICE || 'en']);

const decode = (record) => JSON.parse(Buffer.from(record.kinesis.data, 'base64').toString('utf-8'));

function speak(parts, done) {
  const target = `/tmp/${randomBytes(8).toString('hex')}.wav`;
  const line = ['espeak', '-v', VOICE, '-w', target, '--'].concat(parts).join(' ');
  exec(line, (err) => done(err, target));
}

exports.handler = (event, context, callback) => {
  const pending = event.Records.map(decode).filter((m) => m.type === 'announcement');
  const files = [];

  const next = () => {
    const message = pending.shift();
    if (!message) return callback(null, { files });
    speak([message.text], (err, file) => {
      if (err) return callback(err);
      files.push(file);
      next();
    });
  };
  next();
};
