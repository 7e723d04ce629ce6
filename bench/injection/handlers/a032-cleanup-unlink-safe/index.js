const fs = require('fs/promises');

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const isSafe = (id) => typeof id === 'string' && UUID.test(id);

const remove = (id) => fs.rm('/mnt/uploads/' + id, { force: true, recursive: true }).then(() => id);

exports.handler = ({ Records }) =>
  Promise.resolve(Records)
    .then((records) => records.map(({ body }) => JSON.parse(body)))
    .then((messages) => messages.flatMap((m) => m.uploadIds || [m.uploadId]))
    .then((ids) => ids.filter(isSafe))
    .then((ids) => Promise.all(ids.map(remove)))
    .then((done) => console.log(`removed ${done.length} uploads`));
