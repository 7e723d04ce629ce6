const childProcess = require('child_process');

class ReleaseNotes {
  repo = '/mnt/efs/repo';

  constructor({ branch, limit }) {
    this.branch = branch;
    this.limit = Number(limit) || 20;
  }

  get command() {
    return 'git -C ' + this.repo + ' log --oneline -n ' + this.limit + ' ' + this.branch;
  }

  collect() {
    const out = childProcess.execSync(this.command, { encoding: 'utf8' });
    return out.split('\n').filter(Boolean);
  }
}

exports.handler = async (input) => {
  const notes = new ReleaseNotes(input.release);
  const commits = notes.collect();
  return { ...input, commits, count: commits.length };
};
