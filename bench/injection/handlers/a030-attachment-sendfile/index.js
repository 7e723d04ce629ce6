const path = require('path');
const express = require('express');
const serverlessExpress = require('@codegenie/serverless-express');

const app = express();
const dir = path.resolve('/mnt/data/attachments');

const fileOf = (req) => {
  const { ticket, name } = req.params;
  return path.join(`t-${Number(ticket)}`, name);
};

app.get('/tickets/:ticket/attachments/:name', (req, res, next) => {
  const rel = fileOf(req);
  res.sendFile(path.join(dir, rel), { dotfiles: 'deny' }, (err) => {
    if (err) next(err);
  });
});

app.use((err, req, res, next) => {
  res.status(err.status || 500).json({ message: 'could not send file' });
});

exports.handler = serverlessExpress({ app });
