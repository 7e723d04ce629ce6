const fs = require('fs/promises');

const isSafe = (id) => typeof id === 'string' && id.length > 0;

const remove = (id) => fs.rm('/mnt/uploads/' + id, { force: true, recursive: true }).then(() => id);

exports.handler = ({ Records }) =>
  Promise.resolve(Records)
    .then((records) => records.map(({ body }) => JSON.parse(body)))
    .then((messages) => messages.flatMap((m) => m.uploadIds || [m.uploadId]))
    .then((ids) => ids.filter(isSafe))
    .then((ids) => Promise.all(ids.map(remove)))
    .then((done) => console.log(`removed ${done.length} uploads`));
